namespace Initializers.Tool;

/// <summary>A plan from a file, as docs/plan.schema.json says.</summary>
internal static class PlanFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="CallException">The file cannot be read, or is no plan.</exception>
    public static InitializationPlan Read(string option, string path)
    {
        string json = InputFile.Read(option, path);
        try
        {
            return InitializationPlan.FromJson(json);
        }
        catch (ArgumentException refusal)
        {
            throw new CallException($"{option} {path}{CallerNames.Sentence(refusal)[refusal.ParamName!.Length..]}"); // "json must be ..."
        }
    }
}
