using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Initializers.Tests.Fuzzing;

/// <summary>Members that each break the contract in one way, which the fuzz test must detect.</summary>
internal static class FaultyMembers
{
    private static readonly long[] Three = new long[3];

    public static void WritesBehind(Span<float> weights) => Unsafe.Add(ref MemoryMarshal.GetReference(weights), weights.Length) = 1;

    public static void WritesBefore(Span<double> weights) => Unsafe.Add(ref MemoryMarshal.GetReference(weights), -1) = 1;

    public static void WritesAndRefuses(Span<ushort> weights, int count)
    {
        if (weights.Length > 0) weights[0] = 1;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
    }

    public static void WritesMemoryAndRefuses(Memory<float> weights, int count) =>
        WritesAndRefuses(MemoryMarshal.Cast<float, ushort>(weights.Span), count);

    public static void WritesRowsAndRefuses(float[][] weights, long count)
    {
        ArgumentNullException.ThrowIfNull(weights);
        foreach (float[] row in weights)
        {
            if (row is null) throw new ArgumentNullException(nameof(weights));
            if (row.Length > 0) row[0] = 3;
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
    }

    public static void MovesAndRefuses(IRandomBitSource random, int count)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (random is PhiloxRandom or DotNetRandom) random.Skip(1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
    }

    public static void NamesAnother(int count) => NamesNumber(number: count);

    public static void NamesNone(int count)
    {
        if (count < 1) throw new ArgumentException("Wrong.");
    }

    public static void TakesNull(string text) => _ = text;

    public static int MeetsNull(string text) => text.Length;

    public static void RefusesNullAsEmpty(string text)
    {
        if (string.IsNullOrEmpty(text)) throw new ArgumentException("text is empty.", nameof(text));
    }

    public static long Indexes(int at) => Three[at];

    public static void Echoes(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > 10) throw new ArgumentException(text, nameof(text));
    }

    public static void Works(bool quick)
    {
        if (quick) return;
        TimeSpan end = ThreadTime.Used + TimeSpan.FromSeconds(0.1);
        while (ThreadTime.Used < end) Thread.SpinWait(1000);
    }

    public static void Hangs(bool quick)
    {
        if (!quick) Thread.Sleep(Timeout.Infinite);
    }

    public static IWeightInitializer MakesInfinities() => new Infinite();

    public static object FollowsTheCulture(double number) => new Spoken(number);

    private static void NamesNumber(int number) => ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);

    private sealed record Spoken(double Number);

    private sealed class Infinite : IWeightInitializer
    {
        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
        {
            random.NextUniform(weights, 0, 1);
            weights.Fill(float.PositiveInfinity);
        }
    }
}
