// SPDX-License-Identifier: EUPL-1.2

using System.Net.Http.Headers;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Parties;
using OnceOnly.EDelivery.Signals;

namespace OnceOnly.EDelivery.Sending;

/// <summary>Posts a message and judges the answer.</summary>
internal sealed class Attempt(HttpClient http, TimeProvider time)
{
    private const int MaxAnswerBytes = 512 * 1024;

    // The recipient may take it later: its clock or ours is put right, it has room again.
    private static readonly string[] Passing = [EbmsError.Other.Code, EbmsError.ConnectionFailure.Code, EbmsError.DeliveryFailure.Code];

    private static readonly OpeningLimits Limits = OpeningLimits.Default with { MaxMessageBytes = MaxAnswerBytes };

    public async Task<AttemptResult> SendAsync(OutgoingMessage message, Partner partner, Stream content, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, partner.Endpoint) { Content = new StreamContent(content) };
            request.Content.Headers.ContentLength = content.Length;
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(message.ContentType);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            var answer = await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            return answer is null
                ? new AttemptResult(AttemptKind.Again, $"HTTP {(int)response.StatusCode} with too long an answer.")
                : Judge(message, partner, ContentTypeOf(response.Content), answer, (int)response.StatusCode);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new AttemptResult(AttemptKind.Again, $"{EbmsError.ConnectionFailure.Code}: {failure.GetType().Name}.");
        }
    }

    // As it stands: the platform knows nothing of a header it would have written otherwise.
    private static string? ContentTypeOf(HttpContent content) =>
        content.Headers.NonValidated.TryGetValues("Content-Type", out var values) && values.Count == 1 ? values.ToString() : null;

    private AttemptResult Judge(OutgoingMessage message, Partner partner, string? contentType, byte[] answer, int status)
    {
        var envelope = answer.ToArray();
        if (!ReceivedMessage.TryRead(contentType, answer, Limits, out var received, out _) || received.Header.Signal is not { } signal)
        {
            return new AttemptResult(AttemptKind.Again, $"HTTP {status} without a signal.");
        }

        if (MessageOpener.Open(received, partner.Signers, [], time.GetUtcNow(), Limits) is RefusedMessage refused)
        {
            return new AttemptResult(AttemptKind.Again, $"An answer that is not the recipient's: {refused.Failures[0].Rule.Name}. {Describe(signal)}");
        }

        if (ReceiptCheck.Answers(signal, message.MessageId, message.SignedParts))
        {
            return new AttemptResult(AttemptKind.Acknowledged, null, envelope);
        }

        var failures = signal.Errors.Where(error => error.IsFailure && (error.RefToMessageInError ?? signal.RefToMessageId) == message.MessageId).ToList();
        return failures.Count == 0
            ? new AttemptResult(AttemptKind.Again, $"{EbmsError.InvalidReceipt.Code}: the receipt does not repeat what was sent.")
            : new AttemptResult(
                failures.Exists(error => !Passing.Contains(error.Kind.Code, StringComparer.Ordinal)) ? AttemptKind.Refused : AttemptKind.Again,
                Describe(signal));
    }

    private static string Describe(SignalMessage signal) =>
        string.Join(' ', signal.Errors.Select(error => $"{error.Kind.Code} {error.Kind.ShortDescription}: {error.Description}"));

    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var block = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0)
        {
            buffer.Write(block, 0, read);
            if (buffer.Length > MaxAnswerBytes)
            {
                return null;
            }
        }

        return buffer.ToArray();
    }
}
