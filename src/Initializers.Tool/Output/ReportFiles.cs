using System.CommandLine;
using Initializers.Diagnostics;

namespace Initializers.Tool;

/// <summary>A report as HTML, with the picture of the deviations as SVG beside it.</summary>
internal static class ReportFiles
{
    private const string Name = "--html";

    /// <summary>The option for such a report.</summary>
    public static Option<string?> Option() =>
        OptionKinds.File(Name, "A file for a report with the plan and a picture of the deviations, which is put beside it as SVG too.");

    /// <summary>Writes both.</summary>
    /// <param name="file">The file of the report.</param>
    /// <param name="name">The name of the model.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="model">The filled model; null if nothing was filled.</param>
    /// <exception cref="CallException">The files cannot be written.</exception>
    public static void Write(string file, string name, ResolvedPlan plan, FilledModel? model)
    {
        Picture picture = PlanPictures.Deviations(model?.Deviations ?? PlanDeviation.Of(plan));
        HtmlReport report = new HtmlReport($"The plan of {name}").Add(picture)
            .Add(plan, model?.Check, model is null ? null : model.WeightsOf);
        try
        {
            report.Save(file);
            picture.Save(Path.ChangeExtension(file, ".svg"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CallException($"{Name} must be a file that can be written: {InputFile.Reason(failure)}");
        }
    }
}
