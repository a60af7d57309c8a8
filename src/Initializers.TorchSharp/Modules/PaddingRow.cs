using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Initializers.TorchSharp;

/// <summary>
/// The padding row of an embedding, which TorchSharp does not tell: the one that its output has no gradient with respect to.
/// </summary>
/// <remarks>
/// For the question the layer has a table of one column, so that it costs a few bytes a row whatever the width, and afterwards the very
/// tensor that it had: use a module on one thread while a plan is resolved for it.
/// </remarks>
internal static class PaddingRow
{
    /// <summary>The padding row of an embedding; null for none.</summary>
    public static long? Of(Embedding embedding) =>
        Find(embedding.weight, table => embedding.weight = table, rows => embedding.forward(rows));

    /// <summary>The padding row of a bag of embeddings; null for none.</summary>
    public static long? Of(EmbeddingBag bag) =>
        Find(bag.weight, table => bag.weight = table, rows => bag.forward(rows.unsqueeze(1), null, null));

    private static long? Find(Parameter? weight, Action<Parameter> set, Func<Tensor, Tensor> look)
    {
        if (weight is null || weight.shape is not [> 0 and var rows, > 0]) return null;
        using DisposeScope scope = NewDisposeScope();
        using IDisposable outside = inference_mode(false), tracked = enable_grad();
        var table = new Parameter(zeros(rows, 1));
        set(table);
        try
        {
            Tensor outputs = look(arange(rows)).sum();
            Tensor gradient = autograd.grad([outputs], [table])[0];
            Tensor untouched = (gradient.is_sparse ? gradient.to_dense() : gradient).view(-1).eq(0).nonzero();
            return untouched.numel() == 0 ? null : untouched[0].item<long>();
        }
        finally
        {
            set(weight);
        }
    }
}
