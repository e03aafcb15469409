// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Portal;

/// <summary>Marks the resource files with everything that citizens read: <c>Texts.resx</c> and one a language beside it.</summary>
public sealed class Texts;
