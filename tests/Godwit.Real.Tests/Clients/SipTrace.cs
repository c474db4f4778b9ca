using System.Text;

namespace Godwit.Real.Tests.Clients;

/// <summary>Finds the SIP messages in libpurple's debug output, line by line.</summary>
internal sealed class SipTrace
{
    private StringBuilder? _message;
    private string _name = "";

    /// <summary>The message that this line completes, or null.</summary>
    public ProbeEvent? Take(string line)
    {
        if (line.StartsWith("MESSAGE START ", StringComparison.Ordinal))
        {
            _name = line.Contains('<', StringComparison.Ordinal) ? ProbeEvent.Received : ProbeEvent.Sent;
            _message = new StringBuilder();
        }
        else if (line.StartsWith("MESSAGE END ", StringComparison.Ordinal) && _message is { } message)
        {
            _message = null;
            return ProbeEvent.OfMessage(_name, message.ToString());
        }
        else
        {
            _message?.Append(line).Append('\n');
        }

        return null;
    }
}
