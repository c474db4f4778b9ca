@{
    RootModule           = 'Godwit.PowerShell.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '6d4b0d8e-6a1b-4f0c-9a5a-3a1f1d3c7b52'
    Author               = 'The Godwit authors'
    CompanyName          = 'The Godwit authors'
    Copyright            = 'The Godwit authors. Apache License 2.0.'
    Description          = 'Users and pools of a Godwit forest, and the moving of users between pools'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('Godwit.Format.ps1xml')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    CmdletsToExport      = @(
        'Connect-Godwit'
        'Get-CsUser', 'Enable-CsUser', 'Disable-CsUser', 'Set-CsUser'
        'Get-CsPool'
        'Move-CsUser', 'Move-CsLegacyUser', 'Get-CsUserMove', 'Undo-CsUserMove'
        'Export-CsUserData', 'Import-CsUserData', 'Update-CsUserData'
        'Get-CsClientVersionPolicyRule', 'New-CsClientVersionPolicyRule', 'Remove-CsClientVersionPolicyRule'
    )
    PrivateData          = @{ PSData = @{ Tags = @('SIP', 'presence', 'migration'); LicenseUri = 'https://www.apache.org/licenses/LICENSE-2.0' } }
}
