using System.Globalization;
using System.Text;
using Godwit.Pool.Presence;

namespace Godwit.Tests.FrontEnd.Presence;

/// <summary>docs/presence-table.md, made of what the code translates with and the tests run.</summary>
public static class PresencePage
{
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append("""
            # Presence in three languages

            Everybody sees everybody, whatever both clients speak: *2007* (categories, containers; OCS 2007 and R2), *2005* (setPresence, ACL, msrtc.pidf; LCS 2005 SP1) and
            *PIDF* (RFC 3863 with the activities of RFC 4480; every other SIP client). Inside a pool there is one state: a number and perhaps an activity, as 2007 has them.

            This page is made of the tables that the code translates with (`PresenceTable`) and of the cases that its tests run. Do not edit it; to make it anew:
            `GODWIT_WRITE_DOCS=1 ./test fast`.

            ## States

            A number of 2007 is read as a range. Where a state comes from another model, the number in bold is what is said for it.

            | state | 2007: number | activity | 2005: availability, activity | userInfo state | PIDF | RPID activities | user-input |
            |---|---|---|---|---|---|---|---|

            """);
        foreach (var row in PresenceTable.Rows)
            page.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {Range(row)} **{row.Number}** | {Code(row.Token)} | {row.Availability}, {row.Activity} | {Code(SaysWord(row) ? row.Word : null)} ")
                .Append(CultureInfo.InvariantCulture, $"| {(row.IsOpen ? "open" : "closed")} | {string.Join(", ", row.Rpid.Select(Rpid))} | {(row.IsIdle ? "idle" : "")} |\n");
        page.Append("""

            An activity that has no row at its number is shown to watchers of 2007 as it was published, and to others as the number alone. 2005 knows no do-not-disturb: its
            watchers see busy, and the number in the userInfo state for those that read it.

            Documented are the numbers and words of each model ([MS-PRES], [MS-SIP], RFC 3863, RFC 4480). How the servers of that time told the one in the words of the other was not
            found: that two of them stand in one line is assumed here.

            ## What 2005 publishes

            The last line whose two numbers are not above those of the client counts. A state in userInfo that was set by hand holds when its number is higher.

            | availability from | activity from | 2007: number | activity | state |
            |---|---|---|---|---|

            """);
        foreach (var range in PresenceTable.LegacyRanges)
            page.Append(CultureInfo.InvariantCulture, $"| {range.Availability} | {range.Activity} | {range.Number} | {Code(range.Token)} | {PresenceTable.Of(range.Number, range.Token).Name} |\n");
        page.Append("""

            ## What PIDF publishes

            The state whose RPID activities are all there counts; of several the one that says most. Else:

            | RPID activity | state | out of office |
            |---|---|---|
            | none, user-input idle | inactive | |
            | none | available | |

            """);
        foreach (var reading in PresenceTable.RpidReadings)
            page.Append(CultureInfo.InvariantCulture, $"| {Rpid(reading.Word)} | {reading.Row} | {(reading.IsOutOfOffice ? "yes" : "")} |\n");
        page.Append("""

            Closed is offline, whatever else is said. A publication lives in memory, with its note, and ends when its time is up.

            ## Notes and out of office

            There is one note: *note* in userInfo (2005), a body of the note category (2007), *note* of the tuple (PIDF). Out of office is *oof* in userInfo, `type="OOF"` of the
            body, and `other` with the text *out-of-office* among the RPID activities. Of a user of 2005 or PIDF, people below level 200 see no note; of a user of 2007 each
            level sees what was published for it.

            | published in | what | seen in all three | out of office |
            |---|---|---|---|

            """);
        foreach (var note in PresenceCases.Notes)
            page.Append(CultureInfo.InvariantCulture, $"| {note.Model} | {note.What} | {(note.Note.Length > 0 ? $"*{note.Note}*" : "")} | {(note.IsOutOfOffice ? "yes" : "")} |\n");
        page.Append("""

            ## Calendar

            A meeting changes the state: calendarState makes *in a meeting* of who is at her machine, and that goes everywhere as the table of states says. 2005 publishes no such
            state: its clients make it of the slots. The slots (free, tentative, busy, out of office; two bits each) are calendarData in 2007 and calendarInfo of a device in 2005; PIDF has
            no place for them. Those of 2005 are seen from level 200 on; those of 2007 by the levels they were published for.

            | published in | what | slots seen in the other |
            |---|---|---|

            """);
        foreach (var calendar in PresenceCases.Calendars)
            page.Append(CultureInfo.InvariantCulture, $"| {calendar.Model} | {calendar.What} | {(calendar.Slots.Length > 0 ? "the same" : "none")} |\n");
        page.Append("""

            ## Several clients

            One state comes of what all clients of a user say. The originals did this with a script that is not public; what is known of it is that machine states rank active, inactive,
            unknown, away, off. Assumed is the rest: what the user set herself holds; else a call of somebody whose machine is not off; else, while she is at her machine, a
            meeting; else the most active machine. Container 2 is aggregated for levels 100, 200 and 400, container 3 for 300. Of clients of 2005 and PIDF the most active one counts.

            | said in | by her clients | 2007: number | activity |
            |---|---|---|---|

            """);
        foreach (var aggregation in AggregationCase.All)
            page.Append(CultureInfo.InvariantCulture, $"| {aggregation.Model} | {string.Join("; ", aggregation.Says)} | {aggregation.Number} | {Code(aggregation.Activity)} |\n");
        page.Append("""

            ## Permissions

            ACEs (2005) and containers (2007) are two faces of one truth; blocking is the fact they share. The most specific entry decides: user, domain, own forest or federated,
            everyone. It is decided at the watched user's home, so it holds for watchers of every pool and model. Here, Bob is a colleague and Sam a stranger.

            Containers have no word for somebody who may call and not see: an ACE that denies presence blocks, whatever its second letter. Nobody counts as *publicCloud*, since there is no
            way to public clouds here; such members are kept.

            Known of the originals are the order in which containers are searched, and that a server of 2005 held presence back from whoever was on no list until the user had
            decided. Assumed is what nothing is said of: colleagues have level 200 and strangers 100, in both models; she is asked about who adds her all the same, and P holds back until she
            decides.

            | set in | entries, in this order | in the other model | Bob sees | Sam sees |
            |---|---|---|---|---|

            """);
        foreach (var permission in AccessCase.All)
            page.Append(CultureInfo.InvariantCulture, $"| {permission.Model} | {string.Join("; ", permission.Entries.Select(e => e.StartsWith('-') ? $"without {e[1..]}" : e))} ")
                .Append(CultureInfo.InvariantCulture, $"| {(permission.Other.Length > 0 ? permission.Other : "–")} | {permission.Bob} | {permission.Sam} |\n");
        return page.ToString();
    }

    private static string Range(PresenceRow row) => row.To == int.MaxValue
        ? string.Create(CultureInfo.InvariantCulture, $"{row.From}–") : string.Create(CultureInfo.InvariantCulture, $"{row.From}–{row.To - 1}");

    /// <summary>What is less than busy needs no word: the two numbers say it.</summary>
    private static bool SaysWord(PresenceRow row) => row is { IsOpen: true, Number: >= Availability.BusyFrom };

    private static string Code(string? text) => text is null ? "" : $"`{text}`";

    private static string Rpid(string word) => word.StartsWith("other:", StringComparison.Ordinal) ? $"other *{word[6..]}*" : word;
}
