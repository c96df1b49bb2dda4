# farmer: completion for zsh. In ~/.zshrc, after compinit: eval "$(farmer completion zsh)"
_farmer_complete() {
    local answer line files
    local -a values shown
    answer=$(farmer __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
    files=$?
    for line in "${(@f)answer}"; do
        [[ -n ${line%%$'\t'*} ]] || continue
        values+=("${line%%$'\t'*}")
        shown+=("${${line/$'\t'/  }%% #}")
    done
    (( $#values )) && compadd -U -l -d shown -a values
    # Inserting what they have in common would take letters away: they are listed instead.
    [[ $answer == $'\tlist only'* ]] && compstate[insert]= && compstate[list]=list
    (( files == 7 )) && _files
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
compdef _farmer_complete farmer
