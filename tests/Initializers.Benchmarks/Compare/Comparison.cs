using Spectre.Console;

namespace Initializers.Benchmarks.Compare;

/// <summary>Measures all contenders at all work, in rounds, so that each runs under the same load; the shortest time counts.</summary>
public sealed class Comparison
{
    public const string AllThreads = ", all threads", Ours = "ours", OursAvx2 = "ours, AVX2", MathNet = "MathNet.Numerics";

    private const string Torch = "PyTorch", NumPy = "NumPy";

    private readonly Dictionary<(string Contender, Work Work), double> _least = [];

    private Comparison(IReadOnlyList<string> contenders) => Contenders = contenders;

    /// <summary>The names of the contenders: the columns of the table.</summary>
    public IReadOnlyList<string> Contenders { get; }

    /// <summary>The time of a process that fills 1,000 layers of 64 x 64, ours divided by the scalar program's.</summary>
    public double ColdStartRatio { get; private set; }

    /// <summary>The shortest time of one call in nanoseconds; null if it was not measured.</summary>
    public double? this[string? contender, Work work] =>
        contender is not null && _least.TryGetValue((contender, work), out double least) ? least : null;

    /// <summary>PyTorch's column for one thread; null if PyTorch is not installed.</summary>
    public string? TorchOne => Contenders.FirstOrDefault(name => name.StartsWith(Torch, StringComparison.Ordinal));

    /// <summary>PyTorch's column for all threads; null if PyTorch is not installed.</summary>
    public string? TorchAll => Contenders.LastOrDefault(name => name.StartsWith(Torch, StringComparison.Ordinal));

    /// <summary>The contender with the fastest constant fill of 2^24 floats on one thread, which measures the memory bandwidth.</summary>
    public string FastestFill =>
        Contenders.Where(name => this[name, Work.LargeFill] is not null && !name.EndsWith(AllThreads, StringComparison.Ordinal))
            .MinBy(name => this[name, Work.LargeFill])!;

    /// <summary>The speed in million floats per second; 0 if it was not measured.</summary>
    public double Speed(string contender, Work work) => this[contender, work] is { } nanoseconds ? work.Size / nanoseconds * 1e3 : 0;

    public static Comparison Run(IAnsiConsole console, int rounds)
    {
        (string, string) avx2 = ("DOTNET_EnableAVX512", "0");
        Contender?[] asked =
        [
            Contender.Ours(Ours, "ours-1"),
            Contender.Ours(Ours + AllThreads, "ours-all"),
            Contender.Ours(OursAvx2, "ours-1", avx2),
            Contender.Ours(OursAvx2 + AllThreads, "ours-all", avx2),
            Contender.Python(Torch, "torch", threads: 1),
            Contender.Python(Torch, "torch", threads: 0),
            Contender.Python(NumPy, "numpy", threads: 1),
            Contender.Ours(MathNet, "mathnet"),
            Contender.Ours("System.Random loop", "loop"),
        ];
        Contender[] contenders = [.. asked.OfType<Contender>()];
        try
        {
            var comparison = new Comparison([.. contenders.Select(contender => contender.Name)]);
            console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(progress =>
                    comparison.Measure(contenders, rounds, progress.AddTask("measuring", maxValue: rounds * Work.All.Count)));
            return comparison;
        }
        finally
        {
            foreach (Contender contender in contenders) contender.Dispose();
        }
    }

    private void Measure(IReadOnlyList<Contender> contenders, int rounds, ProgressTask progress)
    {
        var cold = (Ours: TimeSpan.MaxValue, Scalar: TimeSpan.MaxValue);
        for (int round = 0; round < rounds; round++)
        {
            foreach (Work work in Work.All)
            {
                foreach (Contender contender in contenders)
                {
                    if (contender.Measure(work) is { } nanoseconds && !(this[contender.Name, work] <= nanoseconds))
                        _least[(contender.Name, work)] = nanoseconds;
                }
                progress.Increment(1);
            }
            cold = (Least(cold.Ours, ColdStart.Measure("ours")), Least(cold.Scalar, ColdStart.Measure("scalar")));
        }
        ColdStartRatio = cold.Ours / cold.Scalar;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
