using Spectre.Console;

namespace Initializers.Benchmarks.Compare;

/// <summary>Measures all contenders at all work, in rounds, so that each runs under the same load; the shortest time counts.</summary>
public sealed class Comparison
{
    public const string AllThreads = ", all threads", Ours = "ours", OursAvx2 = "ours, AVX2", MathNet = "MathNet.Numerics";

    private const string Torch = "PyTorch", NumPy = "NumPy", Libtorch = "libtorch", Modules = "ours, modules of libtorch";

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

    /// <summary>TorchSharp's column, for one thread or all; null if the program that brings libtorch has not been built.</summary>
    public string? LibtorchOn(bool allThreads) => Of(Libtorch, allThreads);

    /// <summary>The column of what we fill of TorchSharp's modules; null if the program that brings libtorch has not been built.</summary>
    public string? ModulesOn(bool allThreads) => Of(Modules, allThreads);

    /// <summary>The contender with the fastest constant fill of 2^24 floats on one thread, which measures the memory bandwidth.</summary>
    public string FastestFill =>
        Contenders.Where(name => this[name, Work.LargeFill] is not null && !name.EndsWith(AllThreads, StringComparison.Ordinal))
            .MinBy(name => this[name, Work.LargeFill])!;

    /// <summary>The speed in million floats per second; 0 if it was not measured.</summary>
    public double Speed(string contender, Work work) => this[contender, work] is { } nanoseconds ? work.Size / nanoseconds * 1e3 : 0;

    /// <summary>Measures ours, every peer that is there, and all work.</summary>
    public static Comparison Run(IAnsiConsole console, int rounds)
    {
        (string, string) avx2 = ("DOTNET_EnableAVX512", "0");
        return Run(console, rounds, [.. Work.All, .. Work.Modules],
        [
            .. Leading(),
            Contender.Ours(OursAvx2, "ours-1", avx2),
            Contender.Ours(OursAvx2 + AllThreads, "ours-all", avx2),
            Contender.Python(Torch, "torch", threads: 1),
            Contender.Python(Torch, "torch", threads: 0),
            Contender.Python(NumPy, "numpy", threads: 1),
            Contender.Ours(MathNet, "mathnet"),
            Contender.Ours("System.Random loop", "loop"),
        ]);
    }

    /// <summary>Measures ours beside libtorch alone, at the work of its table.</summary>
    public static Comparison RunLibtorch(IAnsiConsole console, int rounds) => Run(console, rounds, LibtorchReport.Rows, [.. Leading()]);

    private static IEnumerable<Contender?> Leading() =>
    [
        Contender.Ours(Ours, "ours-1"),
        Contender.Ours(Ours + AllThreads, "ours-all"),
        Contender.Libtorch(Libtorch, "torch", threads: 1),
        Contender.Libtorch(Libtorch, "torch", threads: 0),
        Contender.Libtorch(Modules, "ours", threads: 1),
        Contender.Libtorch(Modules, "ours", threads: 0),
    ];

    private static Comparison Run(IAnsiConsole console, int rounds, IReadOnlyList<Work> works, Contender?[] asked)
    {
        Contender[] contenders = [.. asked.OfType<Contender>()];
        try
        {
            var comparison = new Comparison([.. contenders.Select(contender => contender.Name)]);
            console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(progress => comparison.Measure(
                    contenders, works, rounds, progress.AddTask("measuring", maxValue: rounds * works.Count)));
            return comparison;
        }
        finally
        {
            foreach (Contender contender in contenders) contender.Dispose();
        }
    }

    private string? Of(string name, bool allThreads) => Contenders.FirstOrDefault(
        contender => contender.StartsWith(name + " ", StringComparison.Ordinal)
            && contender.EndsWith(AllThreads, StringComparison.Ordinal) == allThreads);

    private void Measure(IReadOnlyList<Contender> contenders, IReadOnlyList<Work> works, int rounds, ProgressTask progress)
    {
        var cold = (Ours: TimeSpan.MaxValue, Scalar: TimeSpan.MaxValue);
        for (int round = 0; round < rounds; round++)
        {
            foreach (Work work in works)
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
