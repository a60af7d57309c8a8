using System.CommandLine;
using Initializers.Diagnostics;

namespace Initializers.Tool;

/// <summary>A report as HTML, with the picture of the deviations as SVG beside it.</summary>
internal static class ReportFiles
{
    /// <summary>Its name.</summary>
    public const string Name = "--html";

    /// <summary>The option for such a report.</summary>
    public static Option<string?> Option() => OfAReport(
        OptionKinds.File(Name, "A file for a report with the plan and a picture of the deviations, which is put beside it as SVG too."));

    /// <summary>
    /// The same option for a file, which refuses names of other than HTML: those of checkpoints, of plans and of the picture beside it, in
    /// whose place a report would be put.
    /// </summary>
    public static Option<T> OfAReport<T>(Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is not [{ Value: { Length: > 0 } file }]) return;
            if (Directory.Exists(file)) result.AddError($"{option.Name} must be a file, but {file} is a folder.");
            else if (Path.GetExtension(file).ToUpperInvariant() is not (".HTML" or ".HTM"))
                result.AddError($"{option.Name} must end in .html or .htm, but was {Excerpt.Of(file)}.");
        });
        return option;
    }

    /// <summary>The path of the picture beside a report.</summary>
    public static string PictureOf(string file) => Path.ChangeExtension(file, ".svg");

    /// <summary>Writes both.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="file">The file of the report.</param>
    /// <param name="report">The report.</param>
    /// <param name="picture">The picture of the deviations, which is in the report too.</param>
    /// <exception cref="CallException">The files cannot be written.</exception>
    public static void Write(string option, string file, HtmlReport report, Picture picture)
    {
        try
        {
            report.Save(file);
            picture.Save(PictureOf(file));
        }
        catch (Exception failure) when (InputFile.IsOfPath(failure))
        {
            throw new CallException($"{option} must be a file that can be written: {InputFile.Reason(failure)}");
        }
    }

    /// <summary>Writes a report of a plan, and perhaps of weights that it has filled.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The name of the model.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="deviations">The deviations, promised and perhaps measured.</param>
    /// <param name="check">What was found in the weights; null if nothing was filled.</param>
    /// <param name="weights">The weights; null if nothing was filled.</param>
    /// <exception cref="CallException">The files cannot be written.</exception>
    public static void OfPlan(
        string file, string model, ResolvedPlan plan, IReadOnlyList<PlanDeviation> deviations, PlanCheck? check = null,
        Func<string, ReadOnlyMemory<float>>? weights = null)
    {
        Picture picture = PlanPictures.Deviations(deviations);
        Write(Name, file, new HtmlReport($"The plan of {model}").Add(picture).Add(plan, check, weights), picture);
    }
}
