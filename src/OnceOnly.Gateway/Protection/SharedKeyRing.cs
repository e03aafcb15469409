// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Gateway.Protection;

/// <summary>
/// The key ring of data protection, wrapped by the master key. Elements are numbered: of instances that find the ring
/// wanting at the same time one adds a key, and the others take it from there.
/// </summary>
/// <remarks>Waits without awaiting, as its contract wants; rings are read once a day.</remarks>
internal sealed class SharedKeyRing(Lazy<ISharedSecrets> secrets) : IXmlRepository
{
    private const string Kind = "data-protection";

    private int _known;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var elements = secrets.Value.FindAllAsync(Kind, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        // Not their count: one may have been removed by hand.
        Volatile.Write(ref _known, elements.Select(element => int.Parse(element.Name, CultureInfo.InvariantCulture)).DefaultIfEmpty().Max());
        return [.. elements.Select(element => XElement.Parse(Encoding.UTF8.GetString(element.Value.Span)))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var value = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        var isKey = element.Name.LocalName == "key";
        for (var number = Volatile.Read(ref _known) + 1; !TryAdd(number, value) && !isKey; number++)
        {
            // A revocation must be stored, whatever the others store meanwhile.
        }
    }

    private bool TryAdd(int number, byte[] value) => secrets.Value
        .TryAddAsync(new SharedSecret(Kind, number.ToString("D6", CultureInfo.InvariantCulture), value), CancellationToken.None).GetAwaiter().GetResult();
}
