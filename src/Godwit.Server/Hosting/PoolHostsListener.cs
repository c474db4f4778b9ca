using System.Net;
using Godwit.FrontEnd.Connections;
using Godwit.Links.Management;
using Godwit.Server.Certificates;
using Godwit.Server.Pools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Godwit.Server.Hosting;

/// <summary>Where hosts with pools of this forest join: TLS, and nobody without a certificate of the forest's authority gets as far as a word.</summary>
internal static class PoolHostsListener
{
    public static WebApplication Build(IPEndPoint at, ForestCertificates certificates, ForestDoorsOffered doors, RemotePools pools, SharedParts shared)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Godwit.Server" });
        builder.Services.AddSingleton<IHostLifetime, InnerLifetime>().AddLogging();
        builder.Services.Replace(ServiceDescriptor.Singleton(shared.Loggers));
        builder.Services.AddSingleton(shared.Time).AddSingleton(doors).AddSingleton(pools);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(at, listen =>
        {
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = certificates.For(ForestCertificates.Management),
                ClientCertificateMode = ClientCertificateMode.RequireCertificate,
                ClientCertificateValidation = (shown, _, _) => PoolCertificate.IsFrom(shown, certificates.Authority),
            });
            listen.UseConnectionHandler<PoolHostHandler>();
        }));
        return builder.Build();
    }
}
