// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.EServices;

/// <summary>Port: the registered e-services.</summary>
public interface IEServiceDirectory
{
    EService? Find(string clientId);
}
