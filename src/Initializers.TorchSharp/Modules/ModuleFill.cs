using static TorchSharp.torch;

namespace Initializers.TorchSharp;

/// <summary>Fills the tensors of a module as a plan says.</summary>
/// <remarks>All that may be refused is, before the first value is written.</remarks>
internal sealed class ModuleFill
{
    /// <summary>The elements of a slice of a parameter that is too large for one span.</summary>
    private const int SliceElements = 1 << 28;

    private readonly ResolvedPlan _plan;
    private readonly Dictionary<string, ModuleTensor> _tensors;

    /// <param name="plan">The plan, which has the tensors of the module.</param>
    /// <param name="tensors">The module's tensors.</param>
    /// <param name="parameter">What a refusal calls the module.</param>
    /// <exception cref="ArgumentException">The module has other tensors than the plan, or one that cannot be filled.</exception>
    public ModuleFill(ResolvedPlan plan, IReadOnlyList<ModuleTensor> tensors, string parameter)
    {
        (_plan, _tensors) = (plan, tensors.ToDictionary(tensor => tensor.Name));
        SameParameters.Check(plan, tensors, parameter);
        foreach (PlannedParameter planned in plan.Parameters.Where(IsWritten))
        {
            CheckTensor(planned.Name, tensor => Check(planned, tensor));
            if (planned.TiedTo is { } owner) CheckTensor(owner, tensor => TensorGuard.Memory(tensor));
        }
        ModuleMemory.Check(plan.Parameters.Where(planned => planned.Action != RuleAction.Skip)
            .Select(planned => (planned, _tensors[planned.Name].Tensor)), parameter);

        void CheckTensor<T>(string name, Func<Tensor, T> check) => CallerNames.ForElement(
            parameter, $"{parameter} must have tensors that can be filled, but {Excerpt.Of(name)} is not one",
            () => check(_tensors[name].Tensor));
    }

    /// <summary>Fills all tensors that are filled, and copies those that are tied to others by a rule.</summary>
    public void Run(PhiloxRandom random, IProgress<PlanProgress>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        PlannedParameter[] filled = [.. _plan.Parameters.Where(planned => planned.Action == RuleAction.Initialize)];
        long elements = ResolvedPlan.Sum(filled.Select(planned => planned.Elements)), done = 0;
        for (int i = 0; i < filled.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Tensor tensor = _tensors[filled[i].Name].Tensor;
            TensorType.Do(tensor, new TensorFill(filled[i], tensor, random));
            done += filled[i].Elements;
            progress?.Report(new(filled[i].Name, i + 1, filled.Length, done, elements));
        }
        foreach (PlannedParameter tied in _plan.Parameters.Where(planned => planned.Action == RuleAction.Tie && IsWritten(planned)))
        {
            using IDisposable mode = inference_mode();
            using Tensor own = _tensors[tied.Name].Tensor.detach(), values = _tensors[tied.TiedTo!].Tensor.detach();
            own.copy_(values);
        }
    }

    /// <summary>Whether values are written: a parameter that shares memory has those of its owner.</summary>
    private bool IsWritten(PlannedParameter planned) => planned.Action switch
    {
        RuleAction.Initialize => true,
        RuleAction.Tie => !TensorAddress.AreSame(_tensors[planned.Name].Tensor, _tensors[planned.TiedTo!].Tensor),
        _ => false,
    };

    private static bool Check(PlannedParameter planned, Tensor tensor)
    {
        if (planned.Elements > Array.MaxLength && tensor.is_contiguous()) TensorGuard.Numbers(tensor); // which is filled in slices
        else TensorGuard.Filled(tensor);
        TensorType.Do(tensor, new PartsCheck(planned));
        return true;
    }

    /// <summary>Refuses a number type that an initializer cannot fill.</summary>
    private readonly struct PartsCheck(PlannedParameter planned) : ITypedWork
    {
        public void Do<T>() where T : unmanaged => ParameterFill.Check<T>(planned);
    }

    /// <summary>Fills a tensor, one that is too large for a span in slices.</summary>
    private readonly struct TensorFill(PlannedParameter planned, Tensor tensor, PhiloxRandom random) : ITypedWork
    {
        public void Do<T>() where T : unmanaged
        {
            var fill = new ParameterFill(planned, random);
            bool keeps = planned.PlanRule.Rule.KeptRows > 0;
            if (planned.Elements <= Array.MaxLength)
            {
                using var memory = new TensorMemory<T>(tensor, keeps);
                memory.Fill(fill, static (weights, fill) => fill.Whole(weights));
                return;
            }
            using Tensor detached = tensor.detach(), flat = detached.view(-1);
            for (long start = 0; start < planned.Elements; start += SliceElements)
            {
                using Tensor slice = flat.narrow(0, start, Math.Min(SliceElements, planned.Elements - start));
                using var memory = new TensorMemory<T>(slice, keeps);
                memory.Fill((fill, start), static (slice, part) => part.fill.Slice(slice, part.start));
            }
        }
    }
}
