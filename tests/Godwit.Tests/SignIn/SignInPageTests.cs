using Godwit.Tests.Architecture;

namespace Godwit.Tests.SignIn;

public class SignInPageTests
{
    private static readonly string Page = Path.Combine(Source.Root, "docs", "sign-in-table.md");

    [Fact]
    public void The_page_is_made_of_the_tables_that_the_tests_run()
    {
        var page = SignInPage.Write();
        if (Environment.GetEnvironmentVariable("GODWIT_WRITE_DOCS") == "1") File.WriteAllText(Page, page);
        Assert.True(File.Exists(Page) && File.ReadAllText(Page) == page, "docs/sign-in-table.md is out of date: run GODWIT_WRITE_DOCS=1 ./test fast and commit it");
    }

    [Fact]
    public void Every_table_is_on_the_page_and_every_file_is_a_table() => Assert.Equal(
        SignInData.Tables.Order(),
        System.IO.Directory.EnumerateFiles(Path.Combine(Source.Root, "tests", "data", "sign-in")).Select(Path.GetFileNameWithoutExtension).Order());
}
