using System.CommandLine;
using Initializers.Diagnostics;

namespace Initializers.Tool;

/// <summary>A report as HTML, with the picture of the deviations as SVG beside it.</summary>
internal static class ReportFiles
{
    /// <summary>Its name.</summary>
    public const string Name = "--html";

    /// <summary>The option for such a report.</summary>
    public static Option<string?> Option() =>
        OptionKinds.File(Name, "A file for a report with the plan and a picture of the deviations, which is put beside it as SVG too.");

    /// <summary>Writes both.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="file">The file of the report.</param>
    /// <param name="name">The name of the model.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="deviations">The deviations, promised and perhaps measured.</param>
    /// <param name="check">What was found in the weights; null if nothing was filled.</param>
    /// <param name="weights">The weights; null if nothing was filled.</param>
    /// <exception cref="CallException">The files cannot be written.</exception>
    public static void Write(
        string option, string file, string name, ResolvedPlan plan, IReadOnlyList<PlanDeviation> deviations, PlanCheck? check = null,
        Func<string, ReadOnlyMemory<float>>? weights = null)
    {
        Picture picture = PlanPictures.Deviations(deviations);
        HtmlReport report = new HtmlReport($"The plan of {name}").Add(picture).Add(plan, check, weights);
        try
        {
            report.Save(file);
            picture.Save(Path.ChangeExtension(file, ".svg"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CallException($"{option} must be a file that can be written: {InputFile.Reason(failure)}");
        }
    }
}
