# farmer: completion for PowerShell. In $PROFILE: farmer completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName farmer -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text } })
    $typed = $wordToComplete -replace '^["'']', '' -replace '["'']$', ''
    & farmer __complete powershell @before $typed 2>$null | Where-Object { -not $_.StartsWith("`t") } | ForEach-Object {
        $value, $said = $_ -split "`t", 2
        $insert = if ($value -match '^[\w./:=+-]+$') { $value } else { "'" + $value.Replace("'", "''") + "'" }
        if (-not $said) { $said = $value }
        [System.Management.Automation.CompletionResult]::new($insert, $value, 'ParameterValue', $said)
    }
}
