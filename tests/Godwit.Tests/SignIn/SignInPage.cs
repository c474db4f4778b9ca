using System.Text;

namespace Godwit.Tests.SignIn;

/// <summary>docs/sign-in-table.md, made of the tables that the tests run.</summary>
internal static class SignInPage
{
    public static string Write() => new StringBuilder()
        .Append("""
            # Who may sign in, with what

            Made by a test from `tests/data/sign-in`, which are also the cases that the tests run: change those, then run
            `GODWIT_WRITE_DOCS=1 ./test fast`. *Enabled* is the administrator's flag for enhanced presence (OptionFlags bit 256), *mode* (RichMode) is what
            the first sign-in of a new client sets, once and for ever.


            """).Table("table", row => row[0] is "1" or "2" or "3" or "4" or "5" or "6" or "7" ? $"**{row[0]}**" : row[0])
        .Append("""

            Served *legacy*: setPresence, ACL and msrtc.pidf; no enhanced presence, no A/V conferencing. Served *enhanced*: categories and containers as well.
            The two rows "flag taken away" are where the table of the originals says nothing: the mode outlives the flag. The rows "speaks both" are Godwit's own.

            Of the originals' answers the seven rows are known, and that 2013 says that msrtc-event-categories is required. That it is what stands in rows 2, 4 and 7, with 403, is assumed:
            clients show the reason of a 403 and give up. Behind the words of a code the sentences say what to do, and are Godwit's own.

            ## Refused whatever the client is


            """).Table("refusals")
        .Append("""

            Documented are 4004, 4005, 4006 and 4141 ([MS-OCER]), 404 for an address that is not enabled, and the 301. That 4006 stands for a user without a pool, and 1025 for a pool that is
            not there, is assumed.

            The 301 comes after authentication. After a 200 on the same connection it would end SIPE, so the connection is closed, and the client comes back by itself.

            ## What an old client does not have on a pool that has it

            It is in neither Allow-Events, Supported nor provisioning. When it is tried:


            """).Table("losses")
        .Append("""

            ## Which client is which

            The application's token in User-Agent decides, before what REGISTER claims by `Supported: msrtc-event-categories`; SIPE always claims it. A client without any
            known token is new when it claims it, else old. *both* is served as the user is: enhanced when she is enabled or has the mode already.


            """).Table("clients", cell: 3)
        .Append("""

            ## The client version filter

            OCS 2007 and later pools; a pool of LCS 2005 SP1 has none. A rule is a product token, a version, a comparison and an action; the first enabled rule that matches
            decides, else the default. `UCCP` means `UCCAPI`, too, the name of the platform since R2. Each REGISTER of a user who is homed on the pool is judged, unless it
            signs out, and each INVITE of hers that begins a session. `https://clients.example.org` stands for the URL of the rule.


            """).Table("filter-actions")
        .Append("""

            ms-diagnostics ends with `appName="ClientVersionFilter"`.

            Documented are the numbers of ms-diagnostics ([MS-OCER]) and the Warnings 310 and 313 ([MS-SIPREGE]). **311 is assumed**: of 310 to 314 it is the one that was found nowhere. The
            originals say that a client is checked when it signs in or is invited to a session; whose User-Agent counts in an INVITE is not said: here it is that of the request, which is the
            caller's. New pools of the originals came with rules for the clients of their time. Which rules is not known: **a new pool of Godwit has none**, and allows.

            Versions are compared part by part from the left; `*` and parts that the rule leaves away are not compared; parts that the client leaves away are 0. A version that can't be
            read (`beta`) is met only by a rule on any version.


            """).Table("filter-versions")
        .ToString();

    private static StringBuilder Table(this StringBuilder page, string table, Func<string[], string>? first = null, int cell = -1)
    {
        var rows = SignInData.Read(table);
        page.Append("| ").AppendJoin(" | ", rows[0]).Append(" |\n").Append('|').Insert(page.Length, "---|", rows[0].Length).Append('\n');
        foreach (var row in rows.Skip(1))
        {
            var cells = row.Select((text, i) => i == 0 && first is not null ? first(row) : i == cell || text.Contains('*', StringComparison.Ordinal) ? $"`{text}`" : text);
            page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        }

        return page;
    }
}
