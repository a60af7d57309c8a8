using Initializers;
using Initializers.Diagnostics;

namespace PlannedModels;

/// <summary>A report as HTML, with the picture of the deviations as SVG beside it.</summary>
public static class ReportFiles
{
    /// <summary>Writes both.</summary>
    /// <param name="file">The file of the report.</param>
    /// <param name="name">The name of the model.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="model">The filled model; null if nothing was filled.</param>
    /// <param name="output">Where the names of the files are written.</param>
    /// <exception cref="CallException">The files cannot be written.</exception>
    public static void Write(string file, string name, ResolvedPlan plan, FilledModel? model, TextWriter output)
    {
        Picture picture = PlanPictures.Deviations(model?.Deviations ?? PlanDeviation.Of(plan));
        HtmlReport report = new HtmlReport($"The plan of {name}").Add(picture)
            .Add(plan, model?.Check, model is null ? null : model.WeightsOf);
        string svg = Path.ChangeExtension(file, ".svg");
        try
        {
            report.Save(file);
            picture.Save(svg);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CallException($"--html must be a file that can be written: {exception.Message}");
        }
        output.WriteLine($"report: {Path.GetFullPath(file)}, picture: {Path.GetFullPath(svg)}");
    }
}
