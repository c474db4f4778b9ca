namespace Godwit.Cli.Completion;

/// <summary>What makes a shell ask <c>godwit [suggest:POSITION] LINE</c> for what may come next. LINE is what stands behind the program's name, up to the cursor.</summary>
internal static class CompletionScripts
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        // Bash takes @ and : for ends of words; what it has not taken with the word must not come back again.
        ["bash"] = """
            # source <(godwit completion bash)
            _godwit() {
              local program=${COMP_WORDS[0]} line=${COMP_LINE:0:COMP_POINT} typed before candidate
              line=${line#*"$program"}
              line=${line#"${line%%[![:space:]]*}"}
              typed=${line##*[[:space:]]}
              before=${typed%"${COMP_WORDS[COMP_CWORD]}"}
              COMPREPLY=()
              while IFS= read -r candidate; do
                [[ $candidate == "$typed"* ]] && COMPREPLY+=("${candidate#"$before"}")
              done < <("$program" "[suggest:${#line}]" "$line" 2>/dev/null)
            }
            complete -o default -F _godwit godwit
            """,
        ["zsh"] = """
            #compdef godwit
            # source <(godwit completion zsh), or save it as _godwit in a folder of $fpath
            _godwit() {
              local line="${(j: :)words[2,CURRENT]}"
              local -a candidates
              candidates=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
              candidates=(${candidates:#})
              if (( $#candidates )); then compadd -a candidates; else _files; fi
            }
            if [[ $funcstack[1] == _godwit ]]; then _godwit "$@"; else compdef _godwit godwit; fi
            """,
        ["fish"] = """
            # godwit completion fish | source
            function __godwit_suggest
                set -l words (commandline -opc) (commandline -ct)
                set -l line (string join ' ' -- $words[2..-1])
                $words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c godwit -f -a '(__godwit_suggest)'
            for option in file out config report rename ca token-file data key
                complete -c godwit -l $option -r -F
            end
            """,
        ["pwsh"] = """
            # godwit completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName godwit, godwit.exe -ScriptBlock {
                param($word, $command, $cursor)
                $program = $command.CommandElements[0].Extent.Text
                $until = $cursor - $command.Extent.StartOffset
                $line = $command.Extent.Text.PadRight($until).Substring(0, $until).Substring($program.Length).TrimStart()
                & $program "[suggest:$($line.Length)]" $line 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };
}
