// SPDX-License-Identifier: EUPL-1.2

namespace Grpc.AspNetCore.Server;

/// <summary>Limits and interceptors of all services.</summary>
public class GrpcServiceOptions
{
    /// <summary>Limit of a received message in bytes, also after decompression; null for none.</summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>Limit of a sent message in bytes; null for none.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Tells callers the text of unexpected exceptions. For development only.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>
    /// Leaves calls to services and methods that do not exist to the rest of the application. The endpoint that answers
    /// them otherwise matches every path of two segments, and takes from other endpoints their answers 405 and 415.
    /// </summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>Run in this order around every call.</summary>
    public InterceptorCollection Interceptors { get; } = [];
}

/// <summary>Limits and interceptors of one service: a copy of those of all services, to be changed.</summary>
public class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class
{
}
