# farmer: completion for bash. In ~/.bashrc: eval "$(farmer completion bash)"
_farmer_complete() {
    local answer value said
    COMPREPLY=()
    answer=$(farmer __complete bash "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    [[ $? -eq 7 ]] && compopt -o default
    # Inserting what they have in common would take letters away: the second Tab lists them.
    [[ $answer == $'\tlist only'* && $COMP_TYPE -eq 9 ]] && return
    while IFS= read -r value; do
        value=${value%%$'\t'*}
        [[ -n $value ]] && COMPREPLY+=("$value")
    done <<<"$answer"
}
complete -F _farmer_complete farmer
