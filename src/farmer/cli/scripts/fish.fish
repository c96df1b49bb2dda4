# farmer: completion for fish. In ~/.config/fish/config.fish: farmer completion fish | source
function __farmer_complete
    set -l before (commandline -opc)
    set -l typed (commandline -ct | string replace -r '^["\']' '' | string unescape)
    set -l answer (farmer __complete fish $before[2..-1] "$typed" 2>/dev/null)
    set -l code $status
    string match -rv '^\t' -- $answer
    test $code -eq 7; and __fish_complete_path (commandline -ct)
end
complete -c farmer -e
complete -c farmer -f -a '(__farmer_complete)'
