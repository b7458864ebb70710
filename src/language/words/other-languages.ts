type OtherLanguage = { readonly words: string; readonly sentence: string };

/** Languages that are recognised but not read, by words that only they have, with what to say in them. */
const others: readonly OtherLanguage[] = [
  {
    words:
      'combien quel quelle quels quelles commande commandes hier aujourdhui semaine derniere dernier mois chiffre affaires ventes vendu produits livraison rupture bonjour merci pourquoi nous avons notre nos est ce avec depuis panier retours',
    sentence:
      'Je comprends l’anglais, l’allemand et l’espagnol ; pouvez-vous poser la question dans l’une de ces langues ?',
  },
  {
    words:
      'quanti quante quanto quale quali ordini ordine ieri oggi settimana scorsa scorso mese fatturato vendite venduto prodotti magazzino spedizioni ciao grazie perche abbiamo nostro resi sono della delle',
    sentence: 'Capisco l’inglese, il tedesco e lo spagnolo: puoi fare la domanda in una di queste lingue?',
  },
  {
    words:
      'hoeveel welke bestelling bestellingen gisteren vandaag week vorige maand omzet verkoop verkocht producten voorraad pakketten verzonden waarom hebben onze wij zijn met sinds retouren dank hoi',
    sentence: 'Ik begrijp Engels, Duits en Spaans; kun je de vraag in een van die talen stellen?',
  },
  {
    words:
      'quantos quantas qual quais pedido ontem hoje semana passada passado mes faturamento vendas vendido produtos estoque envios ola obrigado obrigada porque temos nosso nossa devolucoes sao',
    sentence: 'Entendo inglês, alemão e espanhol; pode fazer a pergunta numa dessas línguas?',
  },
  {
    words:
      'ile jakie jaki zamowien zamowienia wczoraj dzisiaj tydzien tygodniu zeszlym miesiac obrot sprzedaz sprzedane produkty magazyn paczek czesc dziekuje dlaczego mamy nasze zwroty',
    sentence: 'Rozumiem angielski, niemiecki i hiszpański; czy możesz zadać pytanie w jednym z tych języków?',
  },
  {
    words:
      'hur manga vilka bestallningar igar idag vecka forra manaden omsattning forsaljning salda produkter lager paket hej tack varfor har vara returer',
    sentence: 'Jag förstår engelska, tyska och spanska; kan du ställa frågan på något av de språken?',
  },
];

const sets = others.map(({ words, sentence }) => ({ words: new Set(words.split(' ')), sentence }));

/** The language (of those not read) that has most of the words, with the sentence for it; at least two must be its own. */
export const recogniseOther = (
  words: readonly string[],
): { readonly sentence: string; readonly score: number } | null => {
  const scored = sets
    .map(({ words: own, sentence }) => ({ sentence, score: words.filter((word) => own.has(word)).length }))
    .toSorted((a, b) => b.score - a.score);
  const [best] = scored;
  return best && best.score >= 2 ? best : null;
};
