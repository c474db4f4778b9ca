namespace Godwit.Pool.ClientVersions;

/// <summary>What becomes of a client that a rule names (MSFT_SIPClientVersionFilterData: Allow, BlockWithPrompt, BlockWithUrl; AllowWithUrl is of the wire, [MS-SIPREGE] §3.4.2.5.5).</summary>
public enum ClientVersionAction
{
    Allow,

    /// <summary>Let in, and told where a newer client is.</summary>
    AllowWithUrl,

    Block,

    /// <summary>Refused, and told where a newer client is.</summary>
    BlockWithUrl,
}
