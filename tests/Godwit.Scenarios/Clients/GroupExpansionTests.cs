using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.Clients;

/// <summary>Distribution groups over HTTPS, as a client asks for them: from the directory to the answer.</summary>
public sealed class GroupExpansionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<TestForest> Forest() => TestForest.Start(new TestForestOptions { DemoUsers = 30 });

    /// <summary>No public authority stands behind a development certificate.</summary>
    private static bool IsDevelopment(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None || errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors);

    /// <summary>A client that proves its password by HTTP Digest, in the platform's own way.</summary>
    private static HttpClient Client(string user, string password = TestForest.Password) => new(new SocketsHttpHandler
    {
        Credentials = new NetworkCredential(user, password),
        SslOptions = { RemoteCertificateValidationCallback = IsDevelopment },
    });

    private static StringContent Ask(string mail) => new(
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><Expand xmlns=\"DistributionListExpander\"><mail>" + mail + "</mail></Expand></s:Body></s:Envelope>",
        Encoding.UTF8, "text/xml");

    private static async Task<string> Answer(HttpClient client, Uri service, string mail)
    {
        using var question = Ask(mail);
        using var answer = await client.PostAsync(service, question, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    [Fact]
    public async Task Groups_of_the_demo_are_expanded_for_the_pool_s_users_only()
    {
        await using var forest = await Forest();
        var service = forest.Groups(TestForest.R2Pool);
        using (var erin = Client("erin"))
        {
            var sales = await Answer(erin, service, "mailto:Sales@godwit.test");
            Assert.Contains("<ExpandResponse xmlns=\"DistributionListExpander\"><ExpandResult><Status>Success</Status>", sales);
            Assert.Contains("<Uri>sip:alice@godwit.test</Uri><DisplayName>Alice Andersson</DisplayName>", sales);
            // All thirty are in departments: more than this pool lets clients expand.
            Assert.Contains("<Status>TooLarge</Status>", await Answer(erin, service, "everybody@godwit.test"));
            Assert.Contains("<Status>NotFound</Status>", await Answer(erin, service, "%@godwit.test"));

            // Who can't sign in can't be called.
            await forest.Admin.SetEnabled("alice@godwit.test", false, Cancel);
            Assert.DoesNotContain("alice@", await Answer(erin, service, "sales@godwit.test"));
        }

        // Alice is homed elsewhere, and disabled; bob's password is another.
        foreach (var (user, password, status) in new[]
        {
            ("alice", TestForest.Password, HttpStatusCode.Forbidden), ("bob", TestForest.Password, HttpStatusCode.Forbidden), ("frank", "wrong", HttpStatusCode.Unauthorized),
        })
        {
            using var client = Client(user, password);
            using var question = Ask("sales@godwit.test");
            Assert.Equal(status, (await client.PostAsync(service, question, Cancel)).StatusCode);
        }
    }

    [Fact]
    public async Task What_is_no_question_is_refused()
    {
        await using var forest = await Forest();
        var service = forest.Groups(TestForest.R2Pool);
        using var erin = Client("erin");
        Assert.Equal(HttpStatusCode.NotFound, (await erin.GetAsync(new Uri(service, "/"), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await erin.GetAsync(service, Cancel)).StatusCode);
        foreach (var (body, status) in new[]
        {
            ("no XML", HttpStatusCode.BadRequest), ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", HttpStatusCode.BadRequest), ("<a/>", HttpStatusCode.BadRequest),
            (new string(' ', 20_000), HttpStatusCode.RequestEntityTooLarge),
        })
        {
            using var question = new StringContent(body);
            Assert.Equal(status, (await erin.PostAsync(service, question, Cancel)).StatusCode);
        }

        using var nobody = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = IsDevelopment } });
        using var unproved = Ask("sales@godwit.test");
        var refused = await nobody.PostAsync(service, unproved, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.All(refused.Headers.WwwAuthenticate, challenge => Assert.Equal("Digest", challenge.Scheme));
    }
}
