// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Saml;
using OnceOnly.Identity.EidMethods;
using OnceOnly.Identity.Logins;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>The bound is the message's own, however a browser writes it; what is beyond it is refused as everything else is.</summary>
public sealed class AnswerSizeTests
{
    private static readonly int Largest = XmlLimits.Message.MaxBytes;
    private static readonly MediaTypeHeaderValue FormType = new("application/x-www-form-urlencoded");

    [Fact]
    public async Task the_largest_message_is_taken_even_in_the_longest_form()
    {
        await using var host = await SamlHost.WithNodeAsync();
        var (message, relayState) = await AnswerAsync(host, Largest);

        var threefold = Convert.ToBase64String(message).Select(character => $"%{(int)character:X2}");
        await PostAsync(host, $"{PostForm.RelayStateField}={relayState}&{PostForm.ResponseField}={string.Concat(threefold)}");

        host.Logins.Completed.ShouldNotBeNull(host.Log.Text);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200_000)]
    public async Task a_larger_message_is_refused_by_the_rule_of_its_size(int more)
    {
        await using var host = await SamlHost.WithNodeAsync();
        var (message, relayState) = await AnswerAsync(host, Largest + more);

        await PostAsync(host, $"{PostForm.RelayStateField}={relayState}&{PostForm.ResponseField}={Uri.EscapeDataString(Convert.ToBase64String(message))}");

        host.Logins.Failed.ShouldBe(LoginFailure.Rejected);
        host.Log.Text.ShouldContain("An answer of eIDAS connector ES was refused. Rules broken: message-size.");
    }

    [Fact]
    public async Task a_form_too_large_to_read_is_logged_and_counted_and_the_citizen_gets_a_page()
    {
        await using var host = await SamlHost.WithNodeAsync();
        var counted = new List<string>();
        using var listener = Listen(host, counted);
        using var browser = new TcpClient();
        await browser.ConnectAsync(host.Address.Host, host.Address.Port, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(browser.GetStream(), Encoding.ASCII);

        await browser.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /eid/eidas/acs HTTP/1.1\r\nHost: gateway\r\nContent-Type: {FormType.MediaType}\r\nContent-Length: {(4 * Largest) + (64 * 1024) + 1}\r\n\r\n"),
            TestContext.Current.CancellationToken);
        var answer = await reader.ReadLineAsync(TestContext.Current.CancellationToken);

        answer.ShouldBe("HTTP/1.1 204 No Content", "what stands for the log-in page here");
        host.Logins.Failed.ShouldBe(LoginFailure.Rejected);
        host.Log.Text.ShouldContain("An answer of eIDAS connector (unknown) was refused. Rules broken: message-size.");
        counted.ShouldBe(["(unknown) message-size"]);
    }

    private static async Task<(byte[] Message, string RelayState)> AnswerAsync(SamlHost host, int size)
    {
        var departure = (await host.DepartAsync()).ShouldNotBeNull();
        var relayState = departure.FormFields![PostForm.RelayStateField];
        byte[]? message = null;
        var elsewhere = new Dictionary<string, string>(departure.FormFields!, StringComparer.Ordinal) { [PostForm.RelayStateField] = "unused" };
        await host.AnswerAsync(
            new EidDeparture(departure.Destination, elsewhere),
            request => message = IssuedResponse.Success(host.Node, request, Personas.Carmen.LoggedIn(), host.Clock.GetUtcNow()).Xml.ToArray());
        return ([.. message!, .. Enumerable.Repeat((byte)' ', size - message!.Length)], relayState);
    }

    private static async Task PostAsync(SamlHost host, string form)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        using var content = new StringContent(form, Encoding.ASCII, FormType);
        using var answer = await http.PostAsync("/eid/eidas/acs", content, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private static MeterListener Listen(SamlHost host, List<string> counted)
    {
        var factory = host.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "onceonly.eidas.answers.refused" && ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add(string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        listener.Start();
        return listener;
    }
}
