using System.Globalization;
using System.Runtime.Intrinsics;
using Initializers.Fingerprints;

// A line for everything that draws: its name, and the SHA-256 of what it has drawn. With a number of threads, all of them draw everything
// at once, from the same initializers and plans, and have to find the same lines. --vectors says how wide vectors are here.
if (args is ["--vectors"])
{
    Console.WriteLine(
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0);
    return 0;
}
if (args is not ["--threads", var number])
{
    Fingerprint.Lines = Console.Out;
    Everything();
    return 0;
}
var texts = new string[int.Parse(number, CultureInfo.InvariantCulture)];
Thread[] threads = [.. Enumerable.Range(0, texts.Length).Select(i => new Thread(() =>
{
    using var lines = new StringWriter();
    Fingerprint.Lines = lines;
    Everything();
    texts[i] = lines.ToString();
}))];
foreach (Thread thread in threads) thread.Start();
foreach (Thread thread in threads) thread.Join();
Console.Write(texts[0]);
int others = texts.Count(text => text != texts[0]);
if (others > 0) Console.Error.WriteLine($"{others} of {texts.Length} threads have found other lines.");
return others > 0 ? 1 : 0;

static void Everything()
{
    Streams.Print();
    Catalogue.Print();
    FrameworkDraws.Print();
    Models.Print();
}
