using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Matcher.EndToEnd.Tests;

/// <summary>An authority of an operator's own, which signs certificates for scorers and for the API.</summary>
internal sealed class OwnAuthority : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");
    private readonly X509Certificate2 authority;

    public OwnAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Operator", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        authority = request.CreateSelfSigned(now.AddYears(-1), now.AddYears(1));
        File = Path.Combine(folder.FullName, "authority.pem");
        System.IO.File.WriteAllText(File, authority.ExportCertificatePem());
    }

    /// <summary>Its certificate.</summary>
    public string File { get; }

    /// <summary>Signs a certificate for a program; gives the files of certificate and key.</summary>
    /// <param name="name">What the program is called.</param>
    /// <param name="isExpired">Whether it was valid until yesterday.</param>
    /// <param name="elsewhere">The one host that it is for; null: this machine.</param>
    public (string Certificate, string Key) Sign(string name, bool isExpired = false, string? elsewhere = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (elsewhere is null)
            names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName(elsewhere ?? "localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        var end = isExpired ? now.AddDays(-1) : now.AddDays(30);
        using var signed = request.Create(authority, now.AddDays(-60), end, RandomNumberGenerator.GetBytes(16));
        var (certificate, keyFile) = (Path.Combine(folder.FullName, $"{name}.pem"), Path.Combine(folder.FullName, $"{name}.key"));
        System.IO.File.WriteAllText(certificate, signed.ExportCertificatePem());
        System.IO.File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificate, keyFile);
    }

    public void Dispose()
    {
        authority.Dispose();
        folder.Delete(recursive: true);
    }
}
