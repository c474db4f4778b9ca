using Godwit.Sip.Wire;

namespace Godwit.Server.Configuration;

internal static class LimitsValidator
{
    public static LimitSettings Check(LimitsConfig? limits, ConfigProblems problems)
    {
        var usual = new LimitSettings();
        if (limits is null) return usual;
        return new LimitSettings
        {
            Sip = new SipLimits
            {
                MaxBody = Within(limits.MaxBody, usual.Sip.MaxBody, "maxBody", 16 * 1024, 16 * 1024 * 1024),
                MaxHeaders = Within(limits.MaxHeaders, usual.Sip.MaxHeaders, "maxHeaders", 32, 1024),
                MaxLine = Within(limits.MaxLine, usual.Sip.MaxLine, "maxLine", 1024, 64 * 1024),
            },
            IdleTimeout = Seconds(limits.IdleTimeout, usual.IdleTimeout, "idleTimeout", 60, 86400),
            MessageTimeout = Seconds(limits.MessageTimeout, usual.MessageTimeout, "messageTimeout", 1, 600),
            MaxWriteQueue = Within(limits.MaxWriteQueue, usual.MaxWriteQueue, "maxWriteQueue", 64 * 1024, 64 * 1024 * 1024),
            RegistrationExpires = Seconds(limits.RegistrationExpires, usual.RegistrationExpires, "registrationExpires", 60, 86400),
            UndoWindow = TimeSpan.FromDays(Within(limits.UndoDays, (int)usual.UndoWindow.TotalDays, "undoDays", 0, 365)),
        };

        TimeSpan Seconds(int? value, TimeSpan otherwise, string member, int least, int most) =>
            TimeSpan.FromSeconds(Within(value, (int)otherwise.TotalSeconds, member, least, most));

        int Within(int? value, int otherwise, string member, int least, int most)
        {
            if (value is null) return otherwise;
            if (value >= least && value <= most) return value.Value;
            problems.Add("limits." + member, value.ToString(), "is out of range", $"write a number from {least} to {most}, or leave it out for {otherwise}");
            return otherwise;
        }
    }
}
