using Initializers;
using Initializers.Diagnostics;
using QuickStart;

namespace DigitsReport;

/// <summary>The contents of the report.</summary>
/// <param name="Laboratory">The laboratory that ran the trials.</param>
/// <param name="Networks">Networks that differ only in the initializer of their weights.</param>
/// <param name="Claims">The claims of the literature, with the findings.</param>
public sealed record Study(Laboratory Laboratory, IReadOnlyList<NetworkStudy> Networks,
    IReadOnlyList<(Claim Claim, Finding Finding)> Claims)
{
    /// <summary>QuickStart's initializers, and orthogonal weights times the gain of the activation function.</summary>
    public static IReadOnlyList<(string Name, IWeightInitializer Initializer)> Initializers(Settings settings) =>
    [
        .. NamesOfQuickStart.Zip(Experiment.Initializers),
        ("orthogonal", Init.Orthogonal(Gain.Forward(settings.Activation.Known))),
    ];

    private static IReadOnlyList<string> NamesOfQuickStart { get; } =
        ["zeros", "constant 0.1", "N(0, 1)", "U(-0.05, 0.05)", "LeCun normal", "Glorot uniform", "Glorot normal", "He uniform", "He normal",
            "He truncated"];

    /// <summary>Trains all networks, and reports after each one how many of how many are trained.</summary>
    public static Study Run(Laboratory laboratory, Action<int, int> progress)
    {
        (string Name, Trial Trial)[] networks =
            [.. Initializers(laboratory.Settings).Select(named => (named.Name, laboratory.Of(named.Initializer)))];
        IReadOnlyList<Claim> claims = Literature.Claims(laboratory.Settings);
        Trial[] all = [.. networks.Select(network => network.Trial).Concat(claims.SelectMany(claim => claim.Trials)).Distinct()];
        int trained = 0;
        laboratory.Train(all, _ => progress(Interlocked.Increment(ref trained), all.Length));
        return new(laboratory,
            [.. networks.AsParallel().AsOrdered().Select(network =>
                new NetworkStudy(network.Name, network.Trial, laboratory.SignalsOf(network.Trial), laboratory.CourseOf(network.Trial)))],
            [.. claims.AsParallel().AsOrdered().Select(claim => (claim, claim.Judge(laboratory)))]);
    }
}

/// <summary>One of the networks.</summary>
/// <param name="Name">The name of its initializer in tables and pictures.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Signals">The signals before training.</param>
/// <param name="Course">The course of the training.</param>
public sealed record NetworkStudy(string Name, Trial Trial, SignalReport Signals, Course Course);
