// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Pilot;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};
return await PilotProgram.RunAsync(args, Console.Out, Console.Error, TimeProvider.System, interrupted.Token);
