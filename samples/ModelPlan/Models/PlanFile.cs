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
            string message = refusal.Message.Replace($" (Parameter '{refusal.ParamName}')", "", StringComparison.Ordinal);
            throw new CallException($"--plan {path}{message[refusal.ParamName!.Length..]}"); // "json must be a plan, but ..."
        }
    }
}
