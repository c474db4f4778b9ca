using CsCheck;
using Godwit.Receipts;

namespace Godwit.Tests.Receipts;

public sealed class ReceiptTests : IDisposable
{
    private readonly ReceiptKey _key = ReceiptKey.New();

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Receipts_read_from_the_journals_form_are_what_was_written() => AnyReceipt.Some.Sample(receipts =>
    {
        var back = SignedReceipts.Of(SignedReceipts.Sign(receipts, _key).ToBytes());
        Assert.Equal(SignedReceipts.Draft(receipts), SignedReceipts.Draft(back.Receipts));
        Assert.Equal(SignedReceipts.Draft(receipts), SignedReceipts.Draft(SignedReceipts.OfDraft(SignedReceipts.Draft(receipts))));
    }, iter: 200);

    [Fact]
    public void Each_receipt_is_valid_alone_whatever_was_signed_with_it() => AnyReceipt.Some.Sample(receipts =>
    {
        foreach (var line in SignedReceipts.Of(SignedReceipts.Sign(receipts, _key).ToBytes()).Lines())
            Assert.Equal(ReceiptVerdict.Valid, ReceiptCheck.Check(line.ToJson(), _key.Public).Verdict);
    }, iter: 200);

    [Fact]
    public void A_receipt_in_which_any_character_is_another_or_missing_is_not_valid() =>
        Gen.Select(AnyReceipt.Some, Gen.Int[0, 100_000], Gen.Char[' ', '~'], Gen.Bool).Sample((receipts, at, other, cut) =>
        {
            var line = SignedReceipts.Sign(receipts, _key).Lines().First().ToJson();
            at %= line.Length;
            if (!cut && line[at] == other) return;
            var altered = line[..at] + (cut ? "" : other) + line[(at + 1)..];
            Assert.NotEqual(ReceiptVerdict.Valid, ReceiptCheck.Check(altered, _key.Public).Verdict);
        }, iter: 3_000);

    public static TheoryData<string, string> Alterations => new()
    {
        { "move", "asked by" }, { "move", "forced" }, { "user", "address" }, { "user", "to" }, { "times", "switched" }, { "source", "contacts" }, { "target", "digest" }, { "outcome", "lost" },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public void What_was_altered_is_named(string group, string what) => AnyReceipt.Some.Sample(receipts =>
    {
        var line = SignedReceipts.Sign([.. receipts.Select(r => r with { Source = Data('1'), Target = Data('2') })], _key).Lines().Last();
        var r = line.Receipt;
        var altered = what switch
        {
            "asked by" => r with { Move = r.Move with { AskedBy = r.Move.AskedBy + "x" } },
            "forced" => r with { Move = r.Move with { Forced = !r.Move.Forced } },
            "address" => r with { User = r.User with { Address = r.User.Address + "x" } },
            "to" => r with { User = r.User with { To = r.User.To + "x" } },
            "switched" => r with { Times = r.Times with { Switched = r.Times.Switched is { } at ? at.AddTicks(1) : DateTimeOffset.UnixEpoch } },
            "contacts" => r with { Source = new ReceiptData(r.Source!.Digest, [r.Source.Kinds[0] with { Items = 4 }]) },
            "digest" => r with { Target = new ReceiptData(new string('3', 64), r.Target!.Kinds) },
            _ => r with { Outcome = r.Outcome with { Lost = [.. r.Outcome.Lost, "2 contacts"] } },
        };
        var finding = ReceiptCheck.Check((line with { Receipt = altered }).ToJson(), _key.Public);
        Assert.Equal(ReceiptVerdict.Altered, finding.Verdict);
        Assert.Equal([group], finding.Altered);
    }, iter: 20);

    [Fact]
    public void Whoever_alters_the_hashes_too_is_betrayed_by_the_signature()
    {
        var line = SignedReceipts.Sign([Example], _key).Lines().Single();
        using var forger = ReceiptKey.New();
        var forged = SignedReceipts.Sign([Example with { User = Example.User with { Address = "mallory@godwit.test" } }], forger).Lines().Single();
        Assert.Equal(ReceiptVerdict.OtherKey, ReceiptCheck.Check(forged.ToJson(), _key.Public).Verdict);
        Assert.Equal(["seal"], ReceiptCheck.Check((forged with { Seal = forged.Seal with { Key = _key.Public.Id } }).ToJson(), _key.Public).Altered);
        Assert.Equal(["seal"], ReceiptCheck.Check((forged with { Seal = forged.Seal with { Key = _key.Public.Id, Signature = line.Seal.Signature } }).ToJson(), _key.Public).Altered);
        Assert.Equal(["seal"], ReceiptCheck.Check((line with { Seal = line.Seal with { Path = ["Rzz"] } }).ToJson(), _key.Public).Altered);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"version\":1,\"receipt\":null,\"seal\":null}")]
    [InlineData("{\"version\":2}")]
    [InlineData("user,outcome,from")]
    public void Anything_else_is_no_receipt(string text) => Assert.Equal(ReceiptVerdict.NotAReceipt, ReceiptCheck.Check(text, _key.Public).Verdict);

    [Fact]
    public void A_key_is_kept_in_its_file_encrypted_and_for_its_owner_only()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("godwit-test-");
        try
        {
            var file = Path.Combine(folder.FullName, "receipts.key");
            string id;
            using (var made = ReceiptKey.Open(file, "secret"u8)) id = made.Public.Id;
            using (var again = ReceiptKey.Open(file, "secret"u8)) Assert.Equal(id, again.Public.Id);
            Assert.Contains("ENCRYPTED PRIVATE KEY", File.ReadAllText(file), StringComparison.Ordinal);
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
            Assert.Contains("another key", Assert.Throws<InvalidOperationException>(() => ReceiptKey.Open(file, "other"u8)).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_public_key_goes_through_its_text()
    {
        Assert.Equal(_key.Public.Id, ReceiptPublicKey.OfPem(_key.Public.Pem)!.Id);
        Assert.Null(ReceiptPublicKey.OfPem("not a key"));
    }

    /// <summary>The vector of docs/architecture/receipt.md, made by another program.</summary>
    [Fact]
    public void The_bytes_of_version_1_stay_what_they_are()
    {
        Assert.Equal(Vector.Groups, Enumerable.Range(0, ReceiptForm.Groups.Length).Select(g => Convert.ToHexStringLower(ReceiptForm.Bytes(Example, g))));
        Assert.Equal(Vector.Leaf, Convert.ToHexStringLower(ReceiptTree.Leaf(ReceiptForm.Hashes(Example))));
        Assert.Equal(ReceiptVerdict.Valid, ReceiptCheck.Check(Vector.Line, ReceiptPublicKey.OfPem(Vector.Key)!).Verdict);
    }

    private static ReceiptData Data(char digit) => new(new string(digit, 64), [new KindDigest("contacts", 3, new string('7', 64))]);

    private static readonly ReceiptData ExampleData = new(new string('a', 64), [new KindDigest("account", 1, new string('b', 64)), new KindDigest("contacts", 50, new string('c', 64)), new KindDigest("meetings", 0, "")]);

    private static readonly Receipt Example = new(
        new ReceiptMove("20260812-090000-00000001", "admin", false, DateTimeOffset.UnixEpoch.AddSeconds(1)),
        new ReceiptUser("alice@godwit.test", "lcs01.godwit.test", "r2pool.godwit.test"),
        new ReceiptTimes(DateTimeOffset.UnixEpoch.AddSeconds(2), DateTimeOffset.UnixEpoch.AddSeconds(3), DateTimeOffset.UnixEpoch.AddSeconds(4), DateTimeOffset.UnixEpoch.AddSeconds(5), null),
        ExampleData, ExampleData, new ReceiptOutcome("complete", []));
}
