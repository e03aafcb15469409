// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Text.Json;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Serving;

/// <summary>What is personal of a served request, encrypted for as long as it is needed.</summary>
internal sealed class ServedVault(GatewayKeys keys)
{
    public ValueTask<byte[]> SealAsync(AuthenticatedPerson person, string servedId, CancellationToken cancellationToken) =>
        SealAsync(JsonSerializer.SerializeToUtf8Bytes(PersonRecord.From(person), PersonJson.Default.PersonRecord), "person|" + servedId, cancellationToken);

    public async ValueTask<AuthenticatedPerson> OpenPersonAsync(ServedRequest served, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize(await OpenAsync(served.SealedPerson!, "person|" + served.Id, cancellationToken), PersonJson.Default.PersonRecord)!.ToPerson();

    public ValueTask<byte[]> SealMessageAsync(byte[] message, string servedId, CancellationToken cancellationToken) =>
        SealAsync(message, "message|" + servedId, cancellationToken);

    public ValueTask<byte[]> OpenMessageAsync(ServedRequest served, CancellationToken cancellationToken) =>
        OpenAsync(served.SealedMessage!, "message|" + served.Id, cancellationToken);

    public ValueTask<byte[]> SealAnswerAsync(byte[] message, Guid id, CancellationToken cancellationToken) =>
        SealAsync(message, $"answer|{id:D}", cancellationToken);

    public ValueTask<byte[]> OpenAnswerAsync(ServedAnswer answer, CancellationToken cancellationToken) =>
        OpenAsync(answer.SealedMessage, $"answer|{answer.Id:D}", cancellationToken);

    private async ValueTask<byte[]> SealAsync(byte[] plain, string context, CancellationToken cancellationToken) =>
        Sealing.Seal((await keys.GetAsync(cancellationToken)).Served, plain, Encoding.UTF8.GetBytes(context));

    private async ValueTask<byte[]> OpenAsync(byte[] box, string context, CancellationToken cancellationToken) =>
        Sealing.Open((await keys.GetAsync(cancellationToken)).Served, box, Encoding.UTF8.GetBytes(context));
}
