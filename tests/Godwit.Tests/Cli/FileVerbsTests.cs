using Godwit.Cli.Commands;
using Godwit.Cli.Selection;

namespace Godwit.Tests.Cli;

public class FileVerbsTests
{
    [Fact]
    public void The_words_of_Dbimpexp_are_understood_in_any_case_and_with_colons_in_file_names()
    {
        var line = DbimpexpCommand.Parse(["/hrxmlfile:C:\\users.xml", "/User:alice@godwit.test", "/restype:user", "/IMPORT", "/sqlserver:r2pool.godwit.test"]);
        Assert.Equal(new DbimpexpCommand.Line("C:\\users.xml", "alice@godwit.test", "r2pool.godwit.test", true, null), line);
    }

    [Theory]
    [InlineData("/restype:confdir", "/restype:confdir")]
    [InlineData("/hrxmlfile:", "/hrxmlfile:")]
    [InlineData("/user:alice@godwit.test", "Name the file")]
    public void A_word_of_Dbimpexp_that_is_none_is_named(string word, string named) => Assert.Contains(named, DbimpexpCommand.Parse([word]).Problem);

    [Fact]
    public void Renames_are_lines_of_old_and_new_and_a_bad_line_is_named()
    {
        var (renames, _) = RenameFile.Parse("map.csv", ["old,new", "alice@old.test,alice@new.test", "", "old.test;new.test"], []);
        Assert.Equal(["alice@old.test>alice@new.test", "old.test>new.test"], renames!.Select(r => $"{r.Old}>{r.New}"));
        Assert.Contains("line 2", RenameFile.Parse("map.csv", ["a,b", "alone"], []).Problem);
        Assert.Contains("--rename-domain", RenameFile.Read(null, ["old.test"]).Problem);
    }
}
