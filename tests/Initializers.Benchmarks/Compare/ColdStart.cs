using System.Diagnostics;

namespace Initializers.Benchmarks.Compare;

/// <summary>The time of a short program: a whole process that fills 1,000 layers of 64 x 64.</summary>
public static class ColdStart
{
    private const int Layers = 1000, Width = 64;

    /// <summary>Runs the program: ours, or the loop over System.Random.</summary>
    public static void Run(string contender)
    {
        float last = 0;
        if (contender == "ours")
        {
            IWeightInitializer he = Init.HeNormal().WithSeed(42);
            for (int layer = 0; layer < Layers; layer++) last = he.Initialize([Width, Width])[^1];
        }
        else
        {
            var random = new Random(42);
            float deviation = MathF.Sqrt(2f / Width);
            for (int layer = 0; layer < Layers; layer++)
            {
                var weights = new float[Width * Width];
                for (int i = 0; i < weights.Length; i++) weights[i] = deviation * ScalarNormal.Next(random);
                last = weights[^1];
            }
        }
        Console.WriteLine(last);
    }

    /// <summary>Measures the time of a whole process.</summary>
    public static TimeSpan Measure(string contender)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Contender.Start(Environment.ProcessPath!, [.. Contender.EntryAssembly(), "cold", contender]);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Stopwatch.GetElapsedTime(start);
    }
}
