using Initializers.Diagnostics;

namespace TorchSharpDigits;

/// <summary>A report of one HTML file, with pictures.</summary>
public static class ReportFile
{
    public static void Save(string path, IReadOnlyList<Look> looks, IReadOnlyList<Outcome> outcomes)
    {
        var report = new HtmlReport("Two TorchSharp networks, from their first weights on");
        foreach (Look look in looks)
        {
            (string, SignalReport)[] signals = [("by plan", look.Planned), ("as TorchSharp makes it", look.Own)];
            report.Heading($"The {look.Name}").Add(look.Plan, look.Check)
                .Add(SignalPictures.MeanSquares(signals), look.Planned.ToTable("Signals by plan"))
                .Add(SignalPictures.Gradients(signals), look.Own.ToTable("Signals as TorchSharp makes it"))
                .Add(SignalPictures.Activations(look.Name, look.Planned));
        }
        report.Heading("Training")
            .Add(TrainingPictures.Losses([.. outcomes.Select(outcome => (outcome.Name, outcome.Losses))]));
        report.Save(path);
    }
}
