using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;

namespace Initializers.Benchmarks.Compare;

/// <summary>A worker process: reads a piece of work from each line and prints the time it took in nanoseconds.</summary>
public static class Worker
{
    public static void Run(string contender)
    {
        Func<Work, Action?> prepare = contender switch
        {
            "ours-1" => work => Ours(work, 1),
            "ours-all" => work => Ours(work, -1),
            "mathnet" => MathNet,
            "loop" => Loop,
            _ => throw new ArgumentException(
                $"contender must be ours-1, ours-all, mathnet or loop, but was {contender}.", nameof(contender)),
        };
        Timing.Serve(prepare);
    }

    private static Action? Ours(Work work, int threads)
    {
        var random = new PhiloxRandom(42) { MaxDegreeOfParallelism = threads };
        if (work.Kind == Work.Model) return Model(random);
        if (work.IsModule) return null;
        var values = new float[work.Size];
        return work.Kind switch
        {
            Work.Fill => () => values.AsSpan().Fill(1),
            Work.Uniform => () => random.NextUniform(values, -1, 1),
            Work.Normal => () => random.NextNormal(values, 0, 1),
            Work.Truncated => () => random.NextTruncatedNormal(values, 0, 1, -2, 2),
            Work.Orthogonal => () => Init.Orthogonal().Initialize(values, [work.Side, work.Side], random),
            _ => null,
        };
    }

    private static Action Model(PhiloxRandom random)
    {
        var buffers = Gpt2.Small.Select(parameter => new float[parameter.Shape.Count]).ToArray();
        return () =>
        {
            for (int i = 0; i < buffers.Length; i++)
            {
                (string name, TensorShape shape, IWeightInitializer initializer) = Gpt2.Small[i];
                initializer.Initialize(buffers[i], shape, random.Fork(name));
            }
        };
    }

    /// <summary>MathNet.Numerics fills doubles. It gets an orthogonal matrix from a QR factorization, here on one thread.</summary>
    private static Action? MathNet(Work work)
    {
        var source = new MersenneTwister(42);
        if (work.Kind == Work.Orthogonal) return work == Work.Matrix ? Factorization(work.Side, source) : null;
        if (work.Size > 1 << 24 || work.IsModule) return null;
        var values = new double[work.Size];
        return work.Kind switch
        {
            Work.Uniform => () => ContinuousUniform.Samples(source, values, -1, 1),
            Work.Normal => () => Normal.Samples(source, values, 0, 1),
            _ => null,
        };
    }

    private static Action Factorization(int side, Random source)
    {
        Control.UseManaged();
        Control.UseSingleThread();
        var normal = new Normal(0, 1, source);
        return () => Matrix<float>.Build.Dense(side, side, (_, _) => (float)normal.Sample()).QR();
    }

    /// <summary>The code of many projects: System.Random, and the Box-Muller transform with MathF.</summary>
    private static Action? Loop(Work work)
    {
        var random = new Random(42);
        if (work.Kind == Work.Orthogonal || work.IsModule || work.Size > 1 << 24) return null;
        var values = new float[work.Size];
        return work.Kind switch
        {
            Work.Uniform => () => LoopOfUniforms(values, random),
            Work.Normal => () => LoopOfNormals(values, random),
            Work.Truncated => () => LoopOfTruncated(values, random),
            _ => null,
        };
    }

    private static void LoopOfUniforms(float[] values, Random random)
    {
        for (int i = 0; i < values.Length; i++) values[i] = 2 * random.NextSingle() - 1;
    }

    private static void LoopOfNormals(float[] values, Random random)
    {
        for (int i = 0; i < values.Length; i++) values[i] = ScalarNormal.Next(random);
    }

    private static void LoopOfTruncated(float[] values, Random random)
    {
        for (int i = 0; i < values.Length; i++) values[i] = ScalarNormal.NextWithin(random, 2);
    }
}
