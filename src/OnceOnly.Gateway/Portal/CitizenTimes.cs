// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using Microsoft.Extensions.Options;

namespace OnceOnly.Gateway.Portal;

/// <summary>Times as citizens read them: in their language, and in the time zone of the gateway's operator.</summary>
internal sealed class CitizenTimes(IOptions<PortalOptions> options)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    public string ZoneName => _zone.Id == "Etc/UTC" ? "UTC" : _zone.Id;

    public string Date(DateTimeOffset time) => Local(time).ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    public string DateAndTime(DateTimeOffset time) => Local(time).ToString("d MMMM yyyy, HH:mm", CultureInfo.CurrentCulture);

    public string Time(DateTimeOffset time) => $"{Local(time).ToString("HH:mm", CultureInfo.CurrentCulture)} ({ZoneName})";

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, _zone);
}
