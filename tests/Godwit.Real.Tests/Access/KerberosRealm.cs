using System.Diagnostics;
using System.Globalization;

namespace Godwit.Real.Tests.Access;

/// <summary>A Kerberos realm of its own: MIT's KDC on a port of the loopback, with all its state in a folder. Nobody needs to be root for it.</summary>
internal sealed class KerberosRealm : IAsyncDisposable
{
    public const string Name = "EXAMPLE.ORG";

    private Process? _kdc;

    private KerberosRealm(string folder) => Folder = folder;

    public string Folder { get; }

    public static async Task<KerberosRealm> Start(string folder, int port)
    {
        var realm = new KerberosRealm(Directory.CreateDirectory(folder).FullName);
        var place = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        await File.WriteAllTextAsync(Path.Combine(folder, "krb5.conf"),
            $$"""
            [libdefaults]
              default_realm = {{Name}}
              dns_lookup_kdc = false
              dns_lookup_realm = false
              dns_canonicalize_hostname = false
              rdns = false
            [realms]
              {{Name}} = {
                kdc = {{place}}
              }
            [domain_realm]
              .example.org = {{Name}}
              localhost = {{Name}}
            [logging]
              default = FILE:{{folder}}/krb5.log
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "kdc.conf"),
            $$"""
            [kdcdefaults]
              kdc_listen = {{place}}
              kdc_tcp_listen = {{place}}
            [realms]
              {{Name}} = {
                database_name = {{folder}}/principal
                key_stash_file = {{folder}}/stash
                acl_file = {{folder}}/kadm5.acl
              }
            """);
        await realm.Run($"kdb5_util create -s -r {Name} -P of-the-database");
        realm._kdc = await OtherPrograms.Serve("/usr/sbin/krb5kdc", ["-n"], folder, realm.Of("kdc"), "starting");
        return realm;
    }

    /// <summary>The environment in which somebody's programs find the realm, and her tickets.</summary>
    public Dictionary<string, string> Of(string person) => new()
    {
        ["KRB5_CONFIG"] = Path.Combine(Folder, "krb5.conf"),
        ["KRB5_KDC_PROFILE"] = Path.Combine(Folder, "kdc.conf"),
        ["KRB5CCNAME"] = "FILE:" + Path.Combine(Folder, "tickets-of-" + person),
        ["KRB5RCACHEDIR"] = Folder,
        // The KDC's programs.
        ["PATH"] = Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin",
        // Where curl reads its settings.
        ["CURL_HOME"] = Folder,
    };

    public Task Add(string person, string password) => Run($"kadmin.local -q 'addprinc -pw {password} {person}'");

    public Task<string> Run(string script, string person = "nobody", string typed = "") => OtherPrograms.Bash(script, Folder, Of(person), typed);

    public async ValueTask DisposeAsync()
    {
        if (_kdc is not null) await OtherPrograms.End(_kdc);
    }
}
