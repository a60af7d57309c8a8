using System.Runtime.InteropServices;
using Initializers;
using Microsoft.Win32.SafeHandles;

// Writes random words to the standard output, without end, for a battery of statistical tests to read. The argument says of which kind.
const int Block = 1 << 14, Streams = 1 << 12;
var random = new PhiloxRandom(42);
IEnumerable<uint[]> blocks = args switch
{
    ["raw"] => Raw(random),
    ["forks-by-index"] => Interleaved(i => random.Fork(i)),
    ["forks-by-name"] => Interleaved(i => random.Fork($"layers.{i}.weight")),
    ["neighbouring-seeds"] => Interleaved(i => new PhiloxRandom((ulong)i)),
    _ => throw new ArgumentException("The argument must be raw, forks-by-index, forks-by-name or neighbouring-seeds."),
};
// Unlike the console's stream, this one says when nobody reads any more.
using var output = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
try
{
    foreach (uint[] block in blocks) output.Write(MemoryMarshal.AsBytes(block.AsSpan()));
}
catch (IOException) // the battery has enough
{
}

static IEnumerable<uint[]> Raw(PhiloxRandom random)
{
    var block = new uint[Block];
    while (true)
    {
        random.NextBits(block);
        yield return block;
    }
}

// A word of each of 4,096 sources in turns, so that a likeness of neighbours is a likeness of neighbouring words.
static IEnumerable<uint[]> Interleaved(Func<int, PhiloxRandom> source)
{
    PhiloxRandom[] sources = [.. Enumerable.Range(0, Streams).Select(source)];
    var columns = new uint[Streams][];
    var block = new uint[Block];
    while (true)
    {
        Parallel.For(0, Streams, i => sources[i].NextBits(columns[i] ??= new uint[Block / 4]));
        for (int row = 0; row < Block / 4; row += Block / Streams)
        {
            for (int k = 0; k < Block; k++) block[k] = columns[k % Streams][row + k / Streams];
            yield return block;
        }
    }
}
