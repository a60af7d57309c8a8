using Initializers;

namespace PlannedModels;

/// <summary>The models with what they have.</summary>
public static class PresetList
{
    public static void Write(TextWriter output)
    {
        int width = Presets.All.Max(preset => preset.Name.Length);
        foreach (Preset preset in Presets.All)
        {
            int layers = preset.Layers ?? 0;
            ResolvedPlan plan = preset.Plan(layers).Resolve(preset.Shapes(layers));
            output.WriteLine($"{preset.Name.PadRight(width)}  {plan.Summary()}{(layers > 0 ? $", {layers} layers" : "")}");
        }
    }
}
