namespace Godwit.Sip.Messages;

/// <summary>A method token (RFC 3261 §7.1). Case-sensitive; the ones Godwit handles are named here.</summary>
public readonly record struct SipMethod(string Name)
{
    public static readonly SipMethod Register = new("REGISTER");
    public static readonly SipMethod Invite = new("INVITE");
    public static readonly SipMethod Ack = new("ACK");
    public static readonly SipMethod Bye = new("BYE");
    public static readonly SipMethod Cancel = new("CANCEL");
    public static readonly SipMethod Options = new("OPTIONS");
    public static readonly SipMethod Message = new("MESSAGE");
    public static readonly SipMethod Subscribe = new("SUBSCRIBE");
    public static readonly SipMethod Notify = new("NOTIFY");
    public static readonly SipMethod Publish = new("PUBLISH");
    public static readonly SipMethod Info = new("INFO");
    public static readonly SipMethod Prack = new("PRACK");
    public static readonly SipMethod Update = new("UPDATE");
    public static readonly SipMethod Refer = new("REFER");

    /// <summary>[MS-SIP] §2.2.4: a NOTIFY that is not answered.</summary>
    public static readonly SipMethod Benotify = new("BENOTIFY");

    /// <summary>[MS-SIP] §2.2.2: SOAP and other requests of a client to its server.</summary>
    public static readonly SipMethod Service = new("SERVICE");

    public override string ToString() => Name;

    /// <summary>The method of that spelling; a known one costs no new string.</summary>
    public static SipMethod Of(ReadOnlySpan<char> token) => token switch
    {
        "REGISTER" => Register,
        "INVITE" => Invite,
        "ACK" => Ack,
        "BYE" => Bye,
        "CANCEL" => Cancel,
        "OPTIONS" => Options,
        "MESSAGE" => Message,
        "SUBSCRIBE" => Subscribe,
        "NOTIFY" => Notify,
        "PUBLISH" => Publish,
        "INFO" => Info,
        "PRACK" => Prack,
        "UPDATE" => Update,
        "REFER" => Refer,
        "BENOTIFY" => Benotify,
        "SERVICE" => Service,
        _ => new SipMethod(token.ToString()),
    };
}
