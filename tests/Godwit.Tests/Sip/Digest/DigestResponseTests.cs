using Godwit.Sip.Digest;

namespace Godwit.Tests.Sip.Digest;

/// <summary>The worked examples of RFC 2617 §3.5 and RFC 7616 §3.9.1.</summary>
public sealed class DigestResponseTests
{
    private const string Nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private const string CNonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    [Theory]
    [InlineData(DigestHash.Md5, "8ca523f5e9506fed4657c9700eebdbec")]
    [InlineData(DigestHash.Sha256, "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void The_newer_example_comes_out(DigestHash hash, string expected) => Assert.Equal(
        expected,
        new DigestResponse(hash, "GET", "/dir/index.html", Nonce, "00000001", CNonce).Compute(DigestResponse.Ha1(hash, "Mufasa", "http-auth@example.org", "Circle of Life")));

    [Fact]
    public void The_older_example_comes_out() => Assert.Equal(
        "6629fae49393a05397450978507c4ef1",
        new DigestResponse(DigestHash.Md5, "GET", "/dir/index.html", "dcd98b7102dd2f0e8b11d0f600bfb0c093", "00000001", "0a4f113b")
            .Compute(DigestResponse.Ha1(DigestHash.Md5, "Mufasa", "testrealm@host.com", "Circle Of Life")));

    [Theory]
    [InlineData(null, DigestHash.Md5)]
    [InlineData("md5", DigestHash.Md5)]
    [InlineData("SHA-256", DigestHash.Sha256)]
    [InlineData("MD5-sess", null)]
    [InlineData("SHA-512-256", null)]
    public void An_algorithm_is_known_by_its_name(string? name, DigestHash? hash) => Assert.Equal(hash, DigestResponse.HashOf(name));
}
