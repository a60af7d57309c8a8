using Initializers;

namespace PlannedModels;

/// <summary>A plan from a file, as docs/plan.schema.json says.</summary>
public static class PlanFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="CallException">The file cannot be read, or is no plan.</exception>
    public static InitializationPlan Read(string path)
    {
        string json = InputFile.Read("--plan", path);
        try
        {
            return InitializationPlan.FromJson(json);
        }
        catch (ArgumentException refusal)
        {
            string parameter = $" (Parameter '{refusal.ParamName}')";
            throw new CallException($"--plan {path}: {refusal.Message.Replace(parameter, "", StringComparison.Ordinal)}");
        }
    }
}
