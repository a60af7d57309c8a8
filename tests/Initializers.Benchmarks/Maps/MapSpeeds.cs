using System.Diagnostics;
using System.Runtime.Intrinsics;
using Initializers.Benchmarks.Compare;
using MathNet.Numerics.Statistics;
using static System.FormattableString;

namespace Initializers.Benchmarks.Maps;

/// <summary>
/// The speed of the octave quantile and of the Box-Muller transform alone, in the first-level cache, on one thread.
/// </summary>
public static class MapSpeeds
{
    private const int Words = 2048, Calls = 50, Rounds = 2000;

    private static readonly (string Name, string Setting)[] Processors =
        [("all instructions", ""), ("without AVX-512", "DOTNET_EnableAVX512"), ("without AVX2 and FMA", "DOTNET_EnableAVX2")];

    /// <summary>The table, in Markdown, with a process for each row.</summary>
    public static string Table()
    {
        var rows = new List<string> { "| processor | vector | octave quantile | Box-Muller | ratio |\n|---|---|--:|--:|--:|" };
        foreach ((string name, string setting) in Processors)
        {
            using Process process = Contender.Start(Environment.ProcessPath!, [.. Contender.EntryAssembly(), "maps", name],
                setting == "" ? [] : [(setting, "0")]);
            rows.Add(process.StandardOutput.ReadToEnd().TrimEnd());
            process.WaitForExit();
        }
        return string.Join('\n', rows) + "\n";
    }

    /// <summary>Prints the rows of this process, for the vector widths that it supports.</summary>
    public static void Run(string processor)
    {
        if (Lanes512.IsSupported) Row<Lanes512, Vector512<uint>>(processor);
        else if (Lanes256.IsSupported) Row<Lanes256, Vector256<uint>>(processor);
        if (Lanes128.IsSupported && !Lanes512.IsSupported) Row<Lanes128, Vector128<uint>>(processor);
    }

    private static void Row<TLanes, TVector>(string processor)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        uint[] random = new uint[Words], words = new uint[Words];
        new PhiloxRandom(42).NextBits(random);
        var map = new NormalMap(0, 1);
        double quantile = Speed(() => SamplingLoop.Map<TLanes, TVector, NormalMap>(words, ref map), random, words);
        double boxMuller = Speed(() => BoxMuller.Map<TLanes, TVector>(words), random, words);
        Console.WriteLine(Invariant(
            $"| {processor} | {32 * TLanes.Count} bits | {quantile:N0} | {boxMuller:N0} | {quantile / boxMuller:0.0} |"));
    }

    /// <summary>The speed in million values per second, from the shortest of many rounds.</summary>
    private static double Speed(Action map, uint[] random, uint[] words)
    {
        random.CopyTo(words, 0);
        map();
        RefuseIfNotNormal(words);
        var least = TimeSpan.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            random.CopyTo(words, 0);
            long start = Stopwatch.GetTimestamp();
            for (int call = 0; call < Calls; call++) map();
            TimeSpan taken = Stopwatch.GetElapsedTime(start);
            if (taken < least) least = taken;
        }
        return Words * Calls / least.TotalMicroseconds;
    }

    /// <summary>Checks that the values are from N(0, 1): mean and mean square must be within five standard errors.</summary>
    private static void RefuseIfNotNormal(uint[] words)
    {
        double[] values = [.. words.Select(word => (double)BitConverter.UInt32BitsToSingle(word))];
        double mean = values.Mean(), square = values.Select(value => value * value).Mean();
        if (!(Math.Abs(mean) < 5 / Math.Sqrt(Words) && Math.Abs(square - 1) < 5 * Math.Sqrt(2.0 / Words)))
            throw new InvalidOperationException(
                Invariant($"The map must give N(0, 1), but mean and mean square were {mean} and {square}."));
    }
}
