// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Metadata;

/// <summary>Files of certificates: all of them, or none.</summary>
public class PinnedCertificatesTests
{
    private static readonly string One = TestKeys.NodeP256.ExportCertificatePem();
    private static readonly string Two = TestKeys.NodeRsa.ExportCertificatePem();

    [Fact]
    public void a_certificate_may_be_binary()
    {
        PinnedCertificates.TryRead(TestKeys.NodeP256.RawData, out var certificates).ShouldBeTrue();
        certificates.ShouldHaveSingleItem().RawData.ShouldBe(TestKeys.NodeP256.RawData);
    }

    [Theory]
    [InlineData("{0}", 1)]
    [InlineData("{0}\n{1}", 2)]
    [InlineData("{1}\r\n{0}\r\n", 2)]
    [InlineData("\uFEFFsubject=Σ\n{0}\nissuer=Σ\n-----BEGIN X-----\nAAAA\n-----END X-----\n{1}", 2)]
    public void every_certificate_in_PEM_is_read_whatever_stands_between(string file, int expected)
    {
        Read(file, out var count).ShouldBeTrue();
        count.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN X-----\nAAAA\n-----END X-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("{0}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\n%\n-----END CERTIFICATE-----\n{0}")]
    [InlineData("{0}\n-----BEGIN CERTIFICATE-----\nAAAA")]
    public void one_that_cannot_be_read_spoils_the_file(string file) => Read(file, out _).ShouldBeFalse();

    private static bool Read(string file, out int count)
    {
        var bytes = Encoding.UTF8.GetBytes(file.Replace("{0}", One, StringComparison.Ordinal).Replace("{1}", Two, StringComparison.Ordinal));
        var isRead = PinnedCertificates.TryRead(bytes, out var certificates);
        count = certificates.Count;
        return isRead;
    }
}
