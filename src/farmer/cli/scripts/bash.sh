# farmer: completion for bash. In ~/.bashrc: eval "$(farmer completion bash)"
_farmer_complete() {
    local answer value
    COMPREPLY=()
    answer=$(farmer __complete bash "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    [[ $? -eq 7 ]] && compopt -o default
    while IFS=$'\t' read -r value _; do
        [[ -n $value ]] && COMPREPLY+=("$value")
    done <<<"$answer"
}
complete -F _farmer_complete farmer
