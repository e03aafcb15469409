// SPDX-License-Identifier: EUPL-1.2

using Google.Protobuf;
using Grpc.Core.Internal;
using RpcStatus = Google.Rpc.Status;

namespace Grpc.Core;

/// <summary>The status with details as it travels: in the trailer `grpc-status-details-bin`.</summary>
public static class RpcStatusMetadataExtensions
{
    /// <exception cref="InvalidProtocolBufferException">The trailer is not a status, and that is not to be ignored.</exception>
    public static RpcStatus? GetRpcStatus(this Metadata metadata, bool ignoreParseError = false)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata.Get(GrpcHeader.StatusDetails) is not { } entry)
        {
            return null;
        }

        try
        {
            return RpcStatus.Parser.ParseFrom(entry.ValueBytes);
        }
        catch (InvalidProtocolBufferException) when (ignoreParseError)
        {
            return null;
        }
    }

    public static void SetRpcStatus(this Metadata metadata, RpcStatus status)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata.Get(GrpcHeader.StatusDetails) is { } entry)
        {
            metadata.Remove(entry);
        }

        metadata.Add(GrpcHeader.StatusDetails, status.ToByteArray());
    }
}
