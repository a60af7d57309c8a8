using Initializers.Benchmarks.Compare;

namespace Initializers.TorchSharp.Benchmarks;

/// <summary>The work on TorchSharp's modules, as plans do it.</summary>
internal static class OurWork
{
    public static Action? Of(Work work, int threads)
    {
        var random = new PhiloxRandom(42) { MaxDegreeOfParallelism = threads };
        return work.Kind switch
        {
            Work.ResNetModule => Plan(ModelPlan.ResNet(), ShapedModule.ResNet50()),
            Work.Gpt2Module => Plan(ModelPlan.Gpt2(12), ShapedModule.Gpt2()),
            _ => null,
        };

        Action Plan(InitializationPlan plan, ShapedModule model) => () => plan.Initialize(model, random);
    }
}
